import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

const LIMIT = 120_000

/** One run of the launcher, as somebody at a terminal sees it. */
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
    return this.says('Ctrl-C stops everything') // the last of what it says then
  }

  /** Waits until these words are among what it printed. */
  async says(words: string) {
    const deadline = Date.now() + LIMIT
    while (!this.output.includes(words)) {
      if (this.#isClosed || Date.now() > deadline) throw new Error(`No "${words}":\n${this.output}`)
      await sleep(20)
    }
  }

  /** Its exit code, once it has ended and all its output is there; null where it was killed. */
  async ended(): Promise<number | null> {
    if (!this.#isClosed) await once(this.process, 'close')
    return this.process.exitCode
  }

  stop(signal: NodeJS.Signals = 'SIGINT') {
    this.process.kill(signal)
    return this.ended()
  }

  /** What it says went wrong, line by line. */
  get complaints(): string[] {
    return this.output
      .split('\n')
      .filter((line) => line.startsWith('✖ '))
      .map((line) => line.slice(2))
  }
}
