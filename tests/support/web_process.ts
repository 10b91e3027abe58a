import { once } from 'node:events'
import { spawn, type ChildProcess } from 'node:child_process'
import app from '@adonisjs/core/services/app'
import { freePort } from '#tests/support/free_port'

/** A web server in a process of its own, as an operator runs it. */
export class WebProcess {
  /** Everything that it wrote, one parsed line of log each. */
  readonly log: Record<string, any>[] = []

  private constructor(
    readonly process: ChildProcess,
    readonly url: string
  ) {}

  static async start(env: Record<string, string>): Promise<WebProcess> {
    const port = await freePort()
    const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'bin/server.ts'], {
      cwd: app.makePath(),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        APP_URL: `http://127.0.0.1:${port}`,
        LOG_LEVEL: 'info',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    process.once('exit', () => child.kill('SIGKILL'))
    const web = new WebProcess(child, `http://127.0.0.1:${port}`)
    await web.#readLog()
    return web
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(15_000), ...init })
  }

  /** Asks it to stop and gives its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.isRunning) return this.process.exitCode
    const exited = once(this.process, 'exit')
    this.process.kill(signal)
    const [code] = await exited
    return code
  }

  /** Resolves once it listens, rejects with what it said when it died first. */
  #readLog(): Promise<void> {
    const ready = Promise.withResolvers<void>()
    let rest = ''
    const read = (chunk: Buffer) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      for (const line of lines.filter(Boolean)) this.log.push(parsed(line))
      if (this.log.some(({ msg }) => msg?.startsWith('started HTTP server'))) ready.resolve()
    }
    this.process.stdout!.on('data', read)
    this.process.stderr!.on('data', read)
    this.process.once('exit', () => ready.reject(new Error(JSON.stringify(this.log))))
    return ready.promise
  }
}

function parsed(line: string): Record<string, any> {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: line }
  }
}
