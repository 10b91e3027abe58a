import fc from 'fast-check'
import vine from '@vinejs/vine'
import { test } from '@japa/runner'
import { validate } from '#core/validation/validate'
import { line } from '#core/validation/text_rules'
import { asLine, asQuotation, isVisible } from '#core/validation/lines'
import type { ValidationFailed } from '#core/exceptions/validation_failed'

const validator = vine.create({ value: line({ max: 50 }) })

/** The accepted text, or the code of the fault in brackets. */
async function validated(value: string) {
  try {
    const output = await validate(validator, { value })
    return output.value
  } catch (error) {
    return `[${(error as ValidationFailed).faults[0].code}]`
  }
}

const anything = fc.string({ unit: 'binary', maxLength: 60 })
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'é', 'e\u0301', 'א', '\u{1f469}', '\u200d', '\ufe0f', ' ', '\t'),
      fc.constantFrom('\n', '\r', '\x85', '\u2028', '\u202e', '\u2067', '\u2069', '\u200f', '\0'),
      fc.constantFrom('\u200b', '\u2800', '\u00ad', '\u3164', '\u{e0041}', '\u{e0100}')
    ),
    { maxLength: 12 }
  )
  .map((parts) => parts.join(''))

test.group('Titles and names', () => {
  test('are normalized to NFC and trimmed', async ({ assert }) => {
    for (const [given, expected] of [
      ['  cafe\u0301 ', 'café'],
      ['\u212b', 'Å'],
      ['a  b\tc', 'a  b\tc'],
      ['soft\u00adhyphen, zero\u200bwidth', 'soft\u00adhyphen, zero\u200bwidth'],
      ['👩‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣', '👩‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣'],
      ['می‌خواهم', 'می‌خواهم'],
      ['שלום\u200f (abc)', 'שלום\u200f (abc)'],
      ['\u2067שלום\u2069 abc', '\u2067שלום\u2069 abc'],
      ['ไทย हिन्दी 한국어', 'ไทย हिन्दी 한국어'],
      ['⠀⠃', '⠀⠃'],
      ['.', '.'],
    ]) {
      assert.equal(await validated(given), expected)
    }
  })

  test('refuse line breaks and bidi control characters', async ({ assert }) => {
    for (const breaker of [
      '\n',
      '\r\n',
      '\r',
      '\v',
      '\f',
      '\x85',
      '\u2028',
      '\u2029',
      '\x1b',
      '\x7f',
    ]) {
      assert.equal(await validated(`a${breaker}b`), '[one_line]', JSON.stringify(breaker))
    }
    for (const turner of [
      '\u202a',
      '\u202b',
      '\u202c',
      '\u202d',
      '\u202e',
      '\u2066',
      '\u2069\u2067',
    ]) {
      assert.equal(await validated(`a${turner}b`), '[one_line]', JSON.stringify(turner))
    }
  })

  test('need a visible character', async ({ assert }) => {
    for (const blank of [
      '\u200b',
      '\u2800',
      '\u00ad',
      '\u3164',
      '\uffa0',
      '\u115f\u1160',
      '\u2060 \ufeff\u200d',
      '\ufe0f',
      '\u{e0041}\u{e0042}\u{e007f}',
      '\u{e0100}',
      '\u180e',
      '\u034f',
      '\u{1d159}',
      '\ufff9\ufffb',
      '\u2067\u2069',
      '\u200e',
    ]) {
      assert.equal(await validated(blank), '[invisible]', JSON.stringify(blank))
      assert.equal(await validated(`x${blank}`), `x${blank}`.normalize('NFC').trim())
    }
    assert.equal(await validated(' \u3000 '), '[min_length]')
  })

  test('are refused or kept, and validation is idempotent', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anything, hostile), async (text) => {
        const once = await validated(text)
        if (/^\[\w+\]$/.test(once)) return
        assert.equal(await validated(once), once)
        assert.equal(once, text.normalize('NFC').trim())
        assert.isTrue(isVisible(once))
        assert.notMatch(once, /(?!\t)[\p{Cc}\u2028-\u202e]/u)
      }),
      { numRuns: 500 }
    )
  })

  test('accept letters, digits, punctuation and emoji', async ({ assert }) => {
    const seen = fc.constantFrom(...'aZ9äßñИжשع中あ한กह🙂👍🏽€—/#&"'.match(/./gu)!)
    await fc.assert(
      fc.asyncProperty(fc.array(seen, { minLength: 1, maxLength: 25 }), async (parts) => {
        assert.equal(await validated(parts.join('')), parts.join('').normalize('NFC'))
      })
    )
  })
})

test.group('User text in plain-text mails', () => {
  test('stays on one line without bidi control characters', ({ assert }) => {
    assert.equal(asLine('a\r\n\r\nSubject: b\u202ec\u2066'), 'a Subject: bc')
    fc.assert(
      fc.property(fc.oneof(anything, hostile), (text) => {
        const safe = asLine(text)
        assert.notMatch(safe, /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u)
        assert.equal(asLine(safe), safe)
      })
    )
  })

  test('is quoted on every line', ({ assert }) => {
    assert.equal(asQuotation('a\r\nb\rc\u2028d\n\ne'), '> a\n> b\n> c\n> d\n> \n> e')
    fc.assert(
      fc.property(fc.oneof(anything, hostile), (text) => {
        const rows = asQuotation(text).split(/\r\n|[\n\v\f\r\x85\u2028\u2029]/)
        assert.isTrue(rows.every((row) => row.startsWith('> ')))
      })
    )
  })
})
