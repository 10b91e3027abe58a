import { killEverything, startNoMore, stopEverything } from './processes.mjs'
import { Refusal, explainFileError } from './refusal.mjs'
import { abandonStep, complain, say } from './terminal.mjs'

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }
const PARENT_CHECK = 1_000

/** npm forwards the Ctrl-C that the terminal has sent us already: not a second one. */
const ECHO = 1_000
const cleanUps = []

/** Registers a callback for when the launcher ends, after every process has stopped. */
export const onEnd = (cleanUp) => cleanUps.push(cleanUp)

/**
 * Runs a launcher command, stops everything it started and exits with its code. A signal stops it
 * early, a second one immediately.
 *
 * @param {(args: string[]) => Promise<number>} command
 * @param {(code: number) => void} [lastWord] called when everything has stopped
 */
export async function launch(command, lastWord = () => {}) {
  const interruption = waitForSignal()
  const work = command(process.argv.slice(2))
  const outcome = await Promise.race([work, interruption]).catch(explain)
  work.catch(() => {}) // what fails while everything stops is of no interest

  startNoMore()
  abandonStep()
  if (typeof outcome === 'string') say('\nStopping …')
  await stopEverything()
  for (const cleanUp of cleanUps.reverse()) await cleanUp()

  const code = EXIT_CODES[outcome] ?? outcome
  lastWord(code)
  process.exit(code)
}

/** Resolves with the first signal's name; the second exits. */
function waitForSignal() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {}) // the terminal may be gone before us
  }

  return new Promise((resolve) => {
    let asked = null
    const stop = (signal) => {
      asked ??= performance.now()
      resolve(signal)
      if (performance.now() - asked < ECHO) return

      killEverything()
      process.exit(EXIT_CODES[signal])
    }

    for (const signal of Object.keys(EXIT_CODES)) process.on(signal, stop)
    stopWithoutParent(() => asked ?? stop('SIGHUP'))
  })
}

/** npm doesn't always forward how it was ended, and then nothing else could stop us. */
function stopWithoutParent(stop) {
  if (!process.env.npm_command) return

  const parent = process.ppid
  setInterval(() => process.ppid === parent || stop(), PARENT_CHECK).unref()
}

function explain(error) {
  const line = error instanceof Refusal ? error.message : explainFileError(error)
  complain(line ?? error.stack)
  return 1
}
