import env from '#start/env'

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/i

/** Whether other machines can reach the app; in containers BIND_ADDRESS publishes its port. */
export const isPublished = !LOOPBACK.test(env.get('BIND_ADDRESS') || env.get('HOST'))
