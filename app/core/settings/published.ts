import env from '#start/env'

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/i

/** In containers BIND_ADDRESS publishes the port. */
export const isPublished = !LOOPBACK.test(env.get('BIND_ADDRESS') || env.get('HOST'))
