import { killEverything, startNoMore } from './processes.mjs'
import { Refusal, explainFileError } from './refusal.mjs'
import { complain, say } from './terminal.mjs'

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }
const stops = []

/** Has `stop` called when the launcher ends, however it ends; the last added comes first. */
export const onEnd = (stop) => stops.push(stop)

/**
 * Runs one of the launcher's commands and ends the process with the code that it gives. Signals
 * stop what was started, in reverse order; a second one ends it at once.
 *
 * @param {(args: string[]) => Promise<number>} command
 * @param {object} [options]
 * @param {(code: number) => number} [options.closing] has the last word, after everything stopped
 */
export async function launch(command, { closing = (code) => code } = {}) {
  const interrupted = new Promise((resolve) => {
    for (const signal of Object.keys(EXIT_CODES)) {
      process.on(signal, () => {
        if (stopping) {
          killEverything()
          process.exit(EXIT_CODES[signal])
        }
        stopping = true
        startNoMore()
        resolve(signal)
      })
    }
  })
  let stopping = false

  const work = command(process.argv.slice(2)).catch((error) => (stopping ? 1 : fail(error)))
  const outcome = await Promise.race([work, interrupted])
  stopping = true
  startNoMore()

  if (typeof outcome === 'string') say('\nStopping …')
  for (const stop of stops.reverse()) await stop().catch((error) => complain(error.message))
  killEverything()
  process.exit(closing(EXIT_CODES[outcome] ?? outcome))
}

function fail(error) {
  const line = error instanceof Refusal ? error.message : explainFileError(error)
  complain(line ?? error.stack)
  return 1
}
