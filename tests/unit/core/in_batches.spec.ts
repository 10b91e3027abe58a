import fc from 'fast-check'
import { test } from '@japa/runner'
import { inBatches } from '#core/database/in_batches'

test.group('Batches', () => {
  test('continue until one is not full, and return the total', async ({ assert }) => {
    const counts = fc.record({ all: fc.nat(50), size: fc.integer({ min: 1, max: 12 }) })
    await fc.assert(
      fc.asyncProperty(counts, async ({ all, size }) => {
        let left = all
        const heard: number[] = []
        const total = await inBatches(
          size,
          async (limit) => {
            const done = Math.min(limit, left)
            left -= done
            return done
          },
          (sum) => heard.push(sum)
        )
        assert.equal(total, all)
        assert.equal(left, 0)
        assert.equal(heard.at(-1), all)
        assert.lengthOf(heard, Math.floor(all / size) + 1)
      })
    )
  })
})
