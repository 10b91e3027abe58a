import { DateTime } from 'luxon'

/** In the moment's own zone, whose clocks may repeat or skip midnight. */
export function startOfDay(moment: DateTime): DateTime {
  return DateTime.min(...moment.startOf('day').getPossibleOffsets())!
}

/** Calendar days between two moments, each in its own zone: 1 for tomorrow. */
export function calendarDays(from: DateTime, to: DateTime): number {
  const date = ({ year, month, day }: DateTime) => DateTime.utc(year, month, day)
  return date(to).diff(date(from), 'days').days
}
