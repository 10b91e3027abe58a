import { createServer } from 'node:net'
import { Refusal } from './refusal.mjs'

/** A free TCP port of the loopback: the preferred one, or any. */
export async function freePort(preferred) {
  try {
    return await listenOnce(preferred ?? 0)
  } catch {
    return listenOnce(0)
  }
}

/** @throws {Refusal} when a server could not listen there */
export async function requireFree(port, host) {
  const explain = (error) => {
    throw new Refusal(
      reasons(port, host)[error.code] ?? `Can't listen on ${host}:${port}: ${error.message}.`
    )
  }

  await listenOnce(port, host).catch(explain)
  await listenOnce(port, '::1').catch((error) => error.code === 'EADDRINUSE' && explain(error))
}

/** The URL for a browser on this machine; `localhost` may resolve to IPv6 first. */
export function localAddress({ HOST, PORT }) {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(HOST)
  return `http://${everywhere ? 'localhost' : HOST}:${PORT}`
}

const reasons = (port, host) => ({
  EADDRINUSE: `Port ${port} is already in use: stop the program that uses it, or choose another port: PORT=${port + 1} npm run up`,
  EACCES: `Port ${port} requires root: choose one above 1023: PORT=3333 npm run up`,
  EADDRNOTAVAIL: `HOST=${host} is not an address of this machine.`,
  ENOTFOUND: `HOST=${host} is not an address of this machine.`,
  ERR_SOCKET_BAD_PORT: `PORT must be a number from 1 to 65535.`,
})

function listenOnce(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const given = server.address().port
      server.close(() => resolve(given))
    })
  })
}
