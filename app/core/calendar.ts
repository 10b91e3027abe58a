import { DateTime } from 'luxon'

/**
 * The first instant of the day that this moment is in, in its own zone. Where clocks are put back
 * over midnight it comes twice, and this is the first; where they skip it, the day begins later.
 */
export function startOfDay(moment: DateTime): DateTime {
  return DateTime.min(...moment.startOf('day').getPossibleOffsets())!
}

/**
 * How many days lie between two moments by the calendar on the wall, each in its own zone: 1 for
 * tomorrow, whatever the hour and however long the day.
 */
export function calendarDays(from: DateTime, to: DateTime): number {
  const date = ({ year, month, day }: DateTime) => DateTime.utc(year, month, day)
  return date(to).diff(date(from), 'days').days
}
