import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const TIMEOUT_MS = 120_000

export class LauncherRun {
  output = ''
  readonly process: ChildProcess
  #isClosed = false

  constructor(args: string[], options: SpawnOptions) {
    this.process = spawn('node', args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    this.process.once('close', () => (this.#isClosed = true))
    for (const stream of [this.process.stdout!, this.process.stderr!]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text))
    }
  }

  ready() {
    return this.waitForOutput('Press Ctrl-C to stop') // the last line printed at startup
  }

  async waitForOutput(words: string) {
    const deadline = Date.now() + TIMEOUT_MS
    while (!this.output.includes(words)) {
      if (this.#isClosed || Date.now() > deadline) throw new Error(`No "${words}":\n${this.output}`)
      await sleep(20)
    }
  }

  /** Resolves after all output was read; null if killed by a signal. */
  async waitForExit(): Promise<number | null> {
    if (!this.#isClosed) await once(this.process, 'close')
    return this.process.exitCode
  }

  stop(signal: NodeJS.Signals = 'SIGINT') {
    this.process.kill(signal)
    return this.waitForExit()
  }

  get errors(): string[] {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('✖ '))
      .map((line) => line.slice(2))
  }
}
