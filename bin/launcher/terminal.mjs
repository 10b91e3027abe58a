import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { Refusal } from './refusal.mjs'

export const coloured = process.env.FORCE_COLOR
  ? process.env.FORCE_COLOR !== '0'
  : Boolean(process.stdout.isTTY) && !process.env.NO_COLOR

const paint = (code) => (text) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : String(text))

export const bold = paint(1)
export const dim = paint(2)
export const red = paint(31)
export const green = paint(32)
export const yellow = paint(33)
export const blue = paint(34)
export const magenta = paint(35)
export const cyan = paint(36)

/** Environment that makes a child process use colours as we do. */
export const colourEnvironment = coloured ? { FORCE_COLOR: '1' } : {}

const CLEAR_LINE = '\r\x1b[K'
let clock = null

/** Prints a line above the current step. */
export const say = (line = '') => process.stdout.write(`${clock ? CLEAR_LINE : ''}${line}\n`)

export const complain = (line) => process.stderr.write(`${red('✖')} ${line}\n`)

/** Runs one step and prints its name and duration; returns the step's result. */
export async function step(name, work) {
  const started = performance.now()
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
  const waiting = () => process.stdout.write(`\r${dim('…')} ${name} ${dim(seconds())}`)
  if (process.stdout.isTTY) clock = setInterval(waiting, 100)
  else say(`${dim('…')} ${name}`)

  try {
    const result = await work()
    abandonStep()
    say(`${green('✔')} ${name} ${dim(seconds())}`)
    return result
  } finally {
    abandonStep()
  }
}

/** Removes the name of an unfinished step. */
export function abandonStep() {
  if (!clock) return

  clearInterval(clock)
  clock = null
  process.stdout.write(CLEAR_LINE)
}

/** A question that only "yes" confirms. Throws a Refusal without a terminal. */
export async function confirm(question) {
  if (!process.stdin.isTTY) {
    throw new Refusal('No terminal to ask for confirmation: use --yes to skip it.')
  }

  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const closed = once(terminal, 'close').then(() => '')
  const answer = terminal.question(`${question} ${dim('(yes/no)')} `).catch(() => '')
  try {
    return (await Promise.race([answer, closed])).trim() === 'yes'
  } finally {
    terminal.close()
  }
}
