import fc from 'fast-check'

/** Values that commonly break programs. */
export const HOSTILE_VALUES = [
  ...[null, true, false, -0, -1, 0, 1, 1.005, 2 ** 31, 2 ** 53, 1e21, 1e308, [], {}, [[]], [null]],
  ...['', ' ', '\0', 'a\0b', '\ud800', '\u{1f4a5}', '\u202e', 'NaN', '1e400', '-1', '07', 'null'],
  ...['2026-02-30T00:00:00Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00+01:00', 'infinity'],
  ...[
    "'; drop table tasks; --",
    '%',
    '\\',
    '"unbalanced',
    '<b>',
    '../../etc/passwd',
    '{{ 7 * 7 }}',
  ],
  ...[
    'x'.repeat(300),
    'x'.repeat(70_000),
    Array(300).fill(1),
    { $gt: 1 },
    { '': '' },
    '🙂'.repeat(200),
  ],
]
const STRANGE_KEYS = [
  'unknown',
  '__proto__',
  'constructor',
  'toString',
  '',
  'id',
  'created_at',
  '\0',
]

/** JSON objects with these fields and some unknown ones. */
export function hostileBodies(known: string[]) {
  const values = fc.oneof(
    fc.constantFrom(...HOSTILE_VALUES),
    fc.jsonValue({ stringUnit: 'binary' })
  )
  return fc.dictionary(fc.constantFrom(...known, ...known, ...STRANGE_KEYS), values, { maxKeys: 3 })
}

/** Query strings or forms with these fields, all of them text. */
export function hostileQueries(known: string[]) {
  const keys = fc.constantFrom(...known, ...known, ...STRANGE_KEYS.map((key) => `${key}[]`))
  const values = fc.oneof(
    fc.constantFrom(...HOSTILE_VALUES.map((value) => String(value).toWellFormed().slice(0, 300))),
    fc.string({ unit: 'binary', maxLength: 50 }).map((text) => text.toWellFormed())
  )
  return fc.array(fc.tuple(keys, values), { maxLength: 5 })
}
