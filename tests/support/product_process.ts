import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'

const TIMEOUT_MS = 120_000

/** A process of the product whose log can be waited for. */
export class ProductProcess {
  /** One parsed log line each. */
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

  /** Starts `node ace <args>` and resolves once `ready` is in its log. */
  static async ace(args: string[], env: Record<string, string> = {}, ready?: string) {
    const started = new ProductProcess(
      ['--import=@poppinss/ts-exec', 'tests/support/jobs/ace.ts', ...args],
      env
    )
    if (ready) {
      await started.waitForLog(ready).catch(async (error) => {
        await started.kill()
        throw error
      })
    }
    return started
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null
  }

  /**
   * Resolves once a log line contains the text; rejects with the whole log if the process ends
   * first.
   */
  async waitForLog(words: string) {
    const deadline = Date.now() + TIMEOUT_MS
    while (!this.log.some(({ msg }) => msg?.includes(words))) {
      if (this.#isClosed || Date.now() > deadline) {
        throw new Error(
          `No "${words}" in:\n${this.log.map((line) => JSON.stringify(line)).join('\n')}`
        )
      }
      await sleep(20)
    }
  }

  /** Resolves after the whole log was read; null if killed by a signal. */
  async waitForExit(): Promise<number | null> {
    if (!this.#isClosed) await once(this.process, 'close')
    return this.process.exitCode
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal)
    return this.waitForExit()
  }

  kill() {
    return this.stop('SIGKILL')
  }

  #readLog() {
    for (const stream of [this.process.stdout!, this.process.stderr!]) {
      createInterface(stream).on('line', (line) => line && this.log.push(parseLine(line)))
    }
  }
}

function parseLine(line: string): Record<string, any> {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: line }
  }
}
