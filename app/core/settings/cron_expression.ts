import { CronExpressionParser } from 'cron-parser'

/** @throws {Error} for the list of invalid settings */
export function cronExpression(name: string, value = ''): string | undefined {
  const cron = value.trim().replace(/\s+/g, ' ')
  if (!cron) return undefined
  try {
    if (cron.split(' ').length !== 5) throw new Error('These are not five')
    // 30 February never occurs: only asking for the next time finds out.
    CronExpressionParser.parse(cron, { tz: 'UTC' }).next()
    return cron
  } catch (error) {
    const { message } = error as Error
    throw new Error(`${name} says when in five fields, such as 0 2 * * *. "${value}": ${message}`)
  }
}
