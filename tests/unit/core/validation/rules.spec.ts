import fc from 'fast-check'
import vine from '@vinejs/vine'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { validate } from '#core/validation/validate'
import { faultOfKeys } from '#core/validation/structure'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { ValidationFailed } from '#core/exceptions/validation_failed'
import {
  booleanFlag,
  commaList,
  hours,
  id,
  instant,
  instantOrDate,
  integer,
  metadata,
  readOnly,
  timezone,
} from '#core/validation/rules'

/** Validates one value: `{ is }` if it passes, `{ fault }` with the code if not. */
async function given(type: SchemaTypes, value: unknown, meta: Record<string, unknown> = {}) {
  try {
    const output = await validate(vine.create({ value: type }), { value }, meta)
    return { is: (output as any).value }
  } catch (error) {
    return { fault: (error as ValidationFailed).faults[0].code, message: (error as Error).message }
  }
}

/** The validated value; undefined if it is refused. */
async function valueOf(type: SchemaTypes, value: unknown, meta?: Record<string, unknown>) {
  const outcome = await given(type, value, meta)
  return outcome.is
}

/** The code of the fault; undefined if the value passes. */
async function faultOf(type: SchemaTypes, value: unknown, meta?: Record<string, unknown>) {
  const outcome = await given(type, value, meta)
  return outcome.fault
}

async function messageOf(type: SchemaTypes, value: unknown, meta?: Record<string, unknown>) {
  const outcome = await given(type, value, meta)
  return outcome.message
}

const asText = { text: true }

test.group('Rules | numbers', () => {
  test('an id is a positive safe integer', async ({ assert }) => {
    assert.deepEqual(await given(id(), 7), { is: 7 })
    assert.deepEqual(await given(id(), 9007199254740991), { is: 9007199254740991 })

    for (const value of [0, -1, 1.5, '7', 9007199254740992, 1e400, Number.NaN, true, [7], {}]) {
      assert.property(await given(id(), value), 'fault', `${value} passed`)
    }
  })

  test('an id in a query string or form consists of digits', async ({ assert }) => {
    assert.deepEqual(await given(id(), '7', asText), { is: 7 })
    for (const value of ['', '7a', '+7', '0x7', '7e2', '99999999999999999999', 'NaN', ' 7']) {
      assert.equal(await faultOf(id(), value, asText), 'integer', `${value} passed`)
    }
  })

  test('an integer stays within its bounds, which the message names', async ({ assert }) => {
    const page = integer({ min: 1, max: 100 })

    assert.deepEqual(await given(page, 100), { is: 100 })
    assert.equal(await messageOf(page, 101), 'value must be a whole number between 1 and 100')
  })

  test('hours have at most two decimals', async ({ assert }) => {
    const type = hours({ max: 1000 })

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 100_000 }), async (hundredths) => {
        assert.deepEqual(await given(type, hundredths / 100), { is: hundredths / 100 })
        assert.deepEqual(await given(type, `${hundredths / 100}`, asText), { is: hundredths / 100 })
      })
    )
    for (const value of [-0.01, 1000.01, 1.005, 1e400, Number.NaN, '1', null]) {
      assert.property(await given(type, value), 'fault', `${value} passed`)
    }
  })

  test('a boolean is true or false, and in text also 1, 0 and on', async ({ assert }) => {
    assert.deepEqual(await given(booleanFlag(), false), { is: false })
    for (const value of ['true', 1, 0, 'on', 'constructor']) {
      assert.equal(await faultOf(booleanFlag(), value), 'boolean')
    }

    for (const value of ['true', '1', 'on']) {
      assert.deepEqual(await given(booleanFlag(), value, asText), { is: true })
    }
    assert.deepEqual(await given(booleanFlag(), '0', asText), { is: false })
    for (const value of ['yes', 'constructor', '__proto__', 'toString']) {
      assert.equal(await faultOf(booleanFlag(), value, asText), 'boolean')
    }
  })
})

test.group('Rules | time', () => {
  const YEARS = { min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z') }

  test('an instant is converted to UTC', async ({ assert }) => {
    const moments = fc.date({ ...YEARS, noInvalidDate: true })
    const minutes = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 })

    await fc.assert(
      fc.asyncProperty(moments, minutes, async (moment, offset) => {
        const written = DateTime.fromJSDate(moment).setZone(
          `UTC${offset < 0 ? '-' : '+'}${hhmm(offset)}`
        )
        const { is } = await given(instant(), written.toISO())

        assert.equal(is.toMillis(), moment.getTime())
        assert.equal(is.zoneName, 'UTC')
      })
    )
  })

  test('refuses an instant without offset, an invalid date or an out-of-range year, with an example', async ({
    assert,
  }) => {
    const refused = [
      '2026-12-31',
      '2026-12-31T17:00:00',
      '2026-02-30T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-12-31T24:00:00Z',
      '2026-12-31T17:00:60Z',
      '2026-12-31T17:00:00+24:00',
      '0000-01-01T00:00:00Z',
      '0001-01-01T00:00:00+01:00',
      '9999-12-31T23:59:59-01:00',
      '10000-01-01T00:00:00Z',
      '+275760-09-13T00:00:00Z',
      '-2026-01-01T00:00:00Z',
      'tomorrow',
      'now()',
      '',
      1767225600,
      true,
      {},
      [],
    ]
    for (const value of refused) {
      const outcome = await given(instant(), value)
      assert.equal(outcome.fault, 'instant', `${value} passed`)
      assert.include(outcome.message, '2026-12-31T17:00:00Z')
    }
  })

  test('never throws on arbitrary text', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        assert.property(await given(instant(), text), 'fault')
        assert.property(await given(instantOrDate(), text, asText), 'fault')
      })
    )
  })

  test("a form field is read in the user's time zone", async ({ assert }) => {
    const { is } = await given(instant(), '2026-07-01T09:30', {
      text: true,
      timezone: 'Europe/Berlin',
    })
    assert.equal(is.toISO(), '2026-07-01T07:30:00.000Z')
  })

  test("a date in a filter is the start of that day in the user's time zone", async ({
    assert,
  }) => {
    const berlin = { text: true, timezone: 'Europe/Berlin' }

    assert.equal(
      String(await valueOf(instantOrDate(), '2026-07-01', asText)),
      '2026-07-01T00:00:00.000Z'
    )
    assert.equal(
      String(await valueOf(instantOrDate(), '2026-07-01', berlin)),
      '2026-06-30T22:00:00.000Z'
    )
    assert.equal(await faultOf(instantOrDate(), '2026-02-30', asText), 'instant')
  })

  test('a filter accepts an instant with an unencoded plus', async ({ assert }) => {
    const { is } = await given(instantOrDate(), '2026-07-01T09:30:00 02:00', asText)
    assert.equal(is.toISO(), '2026-07-01T07:30:00.000Z')
  })

  test('a time zone is an IANA name', async ({ assert }) => {
    for (const name of ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5']) {
      assert.deepEqual(await given(timezone(), name), { is: name })
    }
    for (const name of ['Mars/Olympus', '+01:00', 'local', '', 'Europe/Berlin\n', 7, null]) {
      assert.property(await given(timezone(), name), 'fault', `${name} passed`)
    }
  })
})

test.group('Rules | metadata', () => {
  test('any JSON object within the limits is kept unchanged', async ({ assert }) => {
    const texts = fc.string({ unit: 'grapheme' })
    const objects = fc.dictionary(texts, fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }))

    await fc.assert(
      fc.asyncProperty(objects, async (object) => {
        if (JSON.stringify(object).includes('\\u0000')) return
        const expected = faultOfKeys(object)
          ? await given(metadata(), { prototype: 1 })
          : { is: object }
        assert.deepEqual(await given(metadata(), object), expected)
      })
    )
  })

  test('refuses nine levels of nesting', async ({ assert }) => {
    assert.property(await given(metadata(), nested(8)), 'is')
    assert.equal(await faultOf(metadata(), nested(9)), 'metadata')
    assert.equal(await faultOf(metadata(), nested(100_000)), 'metadata')
  })

  test('measures the 16 KiB limit in bytes', async ({ assert }) => {
    assert.property(await given(metadata(), { a: 'x'.repeat(16 * 1024 - 8) }), 'is')
    assert.equal(await faultOf(metadata(), { a: 'x'.repeat(16 * 1024 - 7) }), 'metadata')
    assert.equal(await faultOf(metadata(), { a: '€'.repeat(6000) }), 'metadata')
  })

  test('refuses values other than objects, and numbers that would lose precision', async ({
    assert,
  }) => {
    for (const value of [[], 'text', 7, true, null]) {
      assert.property(await given(metadata(), value), 'fault')
    }
    assert.equal(await faultOf(metadata(), JSON.parse('{"a": {"b": 1e400}}')), 'number')
  })

  test('a form sends it as JSON text', async ({ assert }) => {
    assert.deepEqual(await given(metadata(), '{"a": 1}', asText), { is: { a: 1 } })
    assert.equal(await faultOf(metadata(), '{"a": ', asText), 'metadata')
  })

  function nested(levels: number): object {
    let object = {}
    for (let level = 1; level < levels; level++) object = { in: object }
    return object
  }
})

test.group('Rules | lists and fields', () => {
  test('a comma-separated list validates each value', async ({ assert }) => {
    const type = commaList(vine.enum(['todo', 'done']))

    assert.deepEqual(await given(type, 'todo,done', asText), { is: ['todo', 'done'] })
    assert.equal(await messageOf(type, 'todo,later', asText), 'value.1 must be one of todo, done')
    assert.equal(await faultOf(type, '', asText), 'enum')
    assert.equal(await faultOf(type, 'todo,'.repeat(100) + 'todo', asText), 'array_max_length')
  })

  test('refuses a read-only field, even if it is null', async ({ assert }) => {
    for (const value of [1, null, '', []]) {
      assert.equal(await faultOf(readOnly(), value), 'read_only')
    }
    assert.deepEqual(await given(readOnly(), undefined), { is: undefined })
  })

  test('each rule describes itself correctly as JSON Schema', ({ assert }) => {
    assert.deepEqual(schemaOf(id()), { type: 'integer', minimum: 1, maximum: 9007199254740991 })
    assert.deepEqual(schemaOf(instant()), { type: 'string', format: 'date-time' })
    assert.deepEqual(schemaOf(instant().nullable()), {
      type: ['string', 'null'],
      format: 'date-time',
    })
    assert.deepEqual(schemaOf(booleanFlag()), { type: 'boolean' })
    assert.deepEqual(schemaOf(readOnly()), { readOnly: true, not: {} })
    assert.containsSubset(schemaOf(metadata()), { type: 'object', additionalProperties: true })
    assert.containsSubset(schemaOf(commaList(id())), { type: 'array', minItems: 1, maxItems: 100 })
    assert.containsSubset(schemaOf(hours({ max: 9 })), { type: 'number', minimum: 0, maximum: 9 })
  })

  function schemaOf(type: SchemaTypes) {
    return type.toJSONSchema()
  }
})

function hhmm(minutes: number): string {
  const absolute = Math.abs(minutes)
  return [Math.trunc(absolute / 60), absolute % 60].map((n) => `${n}`.padStart(2, '0')).join(':')
}
