import { coloured, dim, say } from './terminal.mjs'

/**
 * Prints the lines of several processes, prefixed with their names; JSON log lines are
 * pretty-printed.
 *
 * @param {{ name: string, paint: (text: string) => string }[]} processes
 * @returns {Promise<(name: string) => (line: string) => void>} the printer of one process's lines
 */
export async function logPrinter(processes) {
  const readable = await jsonReader()
  const width = Math.max(...processes.map(({ name }) => name.length))

  return (name) => {
    const { paint } = processes.find((process) => process.name === name)
    const label = `${paint(name.padEnd(width))} ${dim('│')} `

    return (line) => {
      for (const part of readable(line).split('\n')) say(label + part)
    }
  }
}

/** Imported lazily: it is there only once the dependencies are installed. */
async function jsonReader() {
  const { prettyFactory } = (await import('pino-pretty')).default
  const pretty = prettyFactory({
    colorize: coloured,
    ignore: 'pid,hostname,service',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
  })
  return (line) => (line.startsWith('{') ? pretty(line).trimEnd() : line)
}
