import { DateTime } from 'luxon'

/**
 * The start of the day in the moment's own zone. Where clocks go back over midnight the first of
 * the two; where they skip it the day begins later.
 */
export function startOfDay(moment: DateTime): DateTime {
  return DateTime.min(...moment.startOf('day').getPossibleOffsets())!
}

/**
 * Calendar days between two moments, each in its own zone: 1 for tomorrow, however long the day.
 */
export function calendarDays(from: DateTime, to: DateTime): number {
  const date = ({ year, month, day }: DateTime) => DateTime.utc(year, month, day)
  return date(to).diff(date(from), 'days').days
}
