import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'

const LIMIT = 120_000

/** A process of the product, as an operator runs it: what it logs can be waited for. */
export class ProductProcess {
  /** Everything that it wrote, one parsed line of log each. */
  readonly log: Record<string, any>[] = []
  readonly process: ChildProcess
  #isClosed = false

  protected constructor(args: string[], env: Record<string, string>) {
    this.process = spawn(process.execPath, args, {
      cwd: app.makePath(),
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const end = () => this.process.kill('SIGKILL')
    process.once('exit', end)
    this.process.once('exit', () => process.off('exit', end))
    this.process.once('close', () => (this.#isClosed = true))
    this.#readLog()
  }

  /** Starts `node ace <args>`, and gives it once it says that it is at work. */
  static async ace(args: string[], env: Record<string, string> = {}, ready?: string) {
    const started = new ProductProcess(
      ['--import=@poppinss/ts-exec', 'tests/support/jobs/ace.ts', ...args],
      env
    )
    if (ready) {
      await started.says(ready).catch(async (error) => {
        await started.kill()
        throw error
      })
    }
    return started
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /** Resolves once it wrote a line with these words, rejects with what it said when it died first. */
  async says(words: string) {
    const deadline = Date.now() + LIMIT
    while (!this.log.some(({ msg }) => msg?.includes(words))) {
      if (this.#isClosed || Date.now() > deadline) {
        throw new Error(
          `No "${words}" in:\n${this.log.map((line) => JSON.stringify(line)).join('\n')}`
        )
      }
      await sleep(20)
    }
  }

  /** Its exit code, once it has ended and all that it wrote is in the log; null where it was killed. */
  async ended(): Promise<number | null> {
    if (!this.#isClosed) await once(this.process, 'close')
    return this.process.exitCode
  }

  /** Asks it to stop and gives its exit code. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal)
    return this.ended()
  }

  /** Ends it without a chance to do anything about it. */
  kill() {
    return this.stop('SIGKILL')
  }

  #readLog() {
    for (const stream of [this.process.stdout!, this.process.stderr!]) {
      createInterface(stream).on('line', (line) => line && this.log.push(parsed(line)))
    }
  }
}

function parsed(line: string): Record<string, any> {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: line }
  }
}
