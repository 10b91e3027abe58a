import { CronExpressionParser } from 'cron-parser'

/**
 * The cron expression of five fields that a variable has; undefined where it has none.
 *
 * @throws {Error} in words, for the list of settings that are wrong
 */
export function cronExpression(name: string, value = ''): string | undefined {
  const cron = value.trim().replace(/\s+/g, ' ')
  if (!cron) return undefined
  try {
    if (cron.split(' ').length !== 5) throw new Error('These are not five')
    // What has no tick, such as 30 February, is found out by asking for one.
    CronExpressionParser.parse(cron, { tz: 'UTC' }).next()
    return cron
  } catch (error) {
    const { message } = error as Error
    throw new Error(`${name} says when in five fields, such as 0 2 * * *. "${value}": ${message}`)
  }
}
