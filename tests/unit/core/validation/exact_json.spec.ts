import fc from 'fast-check'
import { test } from '@japa/runner'
import { parseExactJSON } from '#core/validation/exact_json'

const read = (number: string) => (parseExactJSON(`{"a": [${number}]}`) as any).a[0]

test.group('Exact JSON', () => {
  test('keeps numbers that a double represents exactly, in any notation', ({ assert }) => {
    for (const number of [
      '9007199254740991',
      '9007199254740992',
      '-9007199254740994',
      '1000000000000000000000',
      '1e21',
      '1E+21',
      '1.50e-7',
      '0.1',
      '0.30000000000000004',
      '0.1000000000000000000000',
      '0e99999',
      '1.7976931348623157e308',
      '5e-324',
    ]) {
      assert.equal(read(number), Number(number), number)
    }
    assert.equal(read('-0'), 0)
    assert.equal(read('1e400'), Infinity)
  })

  test('parses numbers that would lose precision as NaN', ({ assert }) => {
    for (const number of [
      '9007199254740993',
      '-9007199254740993',
      '9007199254740992.5',
      '0.1234567890123456789',
      '12345678901234567890',
      '1.00000000000000000001',
      '1e-400',
      '123456789012345678e5',
    ]) {
      assert.isNaN(read(number), number)
    }
  })

  test('agrees with JSON.parse on everything that JSON.stringify writes', ({ assert }) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        assert.deepEqual(parseExactJSON(text), JSON.parse(text))
      })
    )
  })

  test('keeps an integer if and only if it round-trips', ({ assert }) => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (integer) => {
        const kept = read(String(integer))
        const isKept = BigInt(Number(integer)).toString() === String(integer)
        // Many integers above 2 ** 53 have a shorter notation, which is kept as well.
        if (isKept && Number.isSafeInteger(Number(integer))) assert.equal(kept, Number(integer))
        if (!isKept) assert.isTrue(Number.isNaN(kept) || sameDecimal(kept, integer))
      })
    )
  })

  test('parses long runs of zeros in linear time', ({ assert }) => {
    const number = `1${'0'.repeat(400_000)}1${'0'.repeat(400_000)}`
    assert.isNaN(read(`0.${number}`))
  }).timeout(20_000)
})

/** Whether JavaScript prints this number as the integer. */
function sameDecimal(number: number, integer: bigint) {
  return BigInt(number.toLocaleString('fullwide', { useGrouping: false })) === integer
}
