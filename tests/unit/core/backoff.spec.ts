import fc from 'fast-check'
import { test } from '@japa/runner'
import { backoff } from '#core/concurrency/backoff'

const PAUSES = { firstMs: 1_000, longestMs: 60_000 }

test.group('Backoff', () => {
  test('doubles up to the maximum delay', ({ assert }) => {
    const pauses = [1, 2, 3, 7, 1_000].map((failures) => backoff(failures, PAUSES, 1))
    assert.deepEqual(pauses, [1_000, 2_000, 4_000, 60_000, 60_000])
  })

  test('randomizes half of each delay', ({ assert }) => {
    const chances = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), chances, (failures, chance) => {
        const pause = backoff(failures, PAUSES, chance)
        const longest = backoff(failures, PAUSES, 1)
        assert.isAtLeast(pause, longest / 2)
        assert.isAtMost(pause, longest)
      })
    )
  })
})
