import { freePort } from '#tests/support/free_port'
import { ProductProcess } from '#tests/support/product_process'

export class WebProcess extends ProductProcess {
  private constructor(
    readonly url: string,
    env: Record<string, string>
  ) {
    super(['--import=@poppinss/ts-exec', 'bin/server.ts'], env)
  }

  static async start(env: Record<string, string>): Promise<WebProcess> {
    const PORT = String(await freePort())
    const url = `http://127.0.0.1:${PORT}`
    const web = new WebProcess(url, { HOST: '127.0.0.1', PORT, APP_URL: url, ...env })
    await web.waitForLog('started HTTP server')
    return web
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(15_000), ...init })
  }
}
