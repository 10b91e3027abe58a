import { DateTime, IANAZone } from 'luxon'
import type { FieldContext } from '@vinejs/vine/types'
import { startOfDay } from '#core/calendar'
import { fieldType, isText } from '#core/validation/field_type'

const INSTANT =
  /^\d{4}-\d\d-\d\d[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$/
const DATE = /^\d{4}-\d\d-\d\d$/

function parse(text: string, zone: string): DateTime | undefined {
  const local = DateTime.fromISO(text.toUpperCase().replace(' ', 'T'), { zone })
  const moment = (DATE.test(text) ? startOfDay(local) : local).toUTC()
  return moment.isValid && moment.year >= 1 && moment.year <= 9999 ? moment : undefined
}

function zoneOf(field: FieldContext): string {
  return field.meta.timezone ?? 'utc'
}

/** RFC 3339; a form's local time is read in `meta.timezone`. Converted to UTC. */
export function instant() {
  return fieldType<DateTime>(
    'instant',
    '{{ field }} must be a date-time with an offset, such as 2026-12-31T17:00:00Z',
    { type: 'string', format: 'date-time' },
    (value, field) => {
      if (typeof value !== 'string') return undefined
      if (INSTANT.test(value)) return parse(value, 'utc')
      return isText(field) && LOCAL_TIME.test(value) ? parse(value, zoneOf(field)) : undefined
    }
  )
}

/** A date means the start of that day in `meta.timezone`. */
export function instantOrDate() {
  return fieldType<DateTime>(
    'instant',
    '{{ field }} must be a date such as 2026-12-31, or a date-time such as 2026-12-31T17:00:00Z',
    {
      type: 'string',
      anyOf: [{ format: 'date-time' }, { format: 'date' }],
      description: 'A date-time, or a date for the start of that day.',
    },
    (value, field) => {
      if (typeof value !== 'string') return undefined
      if (DATE.test(value)) return parse(value, zoneOf(field))

      // An unencoded plus arrives as a space.
      const text = value.replace(/ (\d\d:\d\d)$/, '+$1')
      return INSTANT.test(text) ? parse(text, 'utc') : undefined
    }
  )
}

export function timezone() {
  return fieldType<string>(
    'timezone',
    '{{ field }} must be an IANA time zone, such as Europe/Berlin',
    { type: 'string', maxLength: 64, description: 'An IANA time zone.' },
    (value) =>
      typeof value === 'string' &&
      /^[A-Za-z][\w+/-]{0,63}$/.test(value) &&
      IANAZone.isValidZone(value)
        ? value
        : undefined
  )
}
