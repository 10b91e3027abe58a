import fc from 'fast-check'
import { test } from '@japa/runner'
import { BoundedQueue } from '#core/concurrency/bounded_queue'

test.group('Bounded queue', () => {
  test('limits concurrency and keeps the order', async ({ assert }) => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), sizes, async (scheduler, takes) => {
        const queue = new BoundedQueue({ capacity: 10, maxWaiting: takes.length })
        const started: number[] = []
        let taken = 0

        const all = takes.map((size, index) =>
          queue.run(size, async () => {
            started.push(index)
            taken += Math.min(size, 10)
            assert.isAtMost(taken, 10)
            await scheduler.schedule(Promise.resolve())
            taken -= Math.min(size, 10)
            return index
          })
        )
        await scheduler.waitFor(Promise.all(all))

        assert.deepEqual(started, [...takes.keys()])
        assert.deepEqual(await Promise.all(all), [...takes.keys()])
      })
    )
  })

  test('rejects work when it is full, and continues after a failure', async ({ assert }) => {
    const queue = new BoundedQueue({ capacity: 1, maxWaiting: 1 })
    let fail!: (error: Error) => void
    const first = queue.run(1, () => new Promise((_, reject) => (fail = reject)))
    const second = queue.run(1, async () => 'done')
    await assert.rejects(() => queue.run(1, async () => {}), /try again/)

    fail(new Error('no luck'))

    await assert.rejects(() => first, 'no luck')
    assert.equal(await second, 'done')
  })
})
