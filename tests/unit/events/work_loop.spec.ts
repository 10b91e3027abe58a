import { test } from '@japa/runner'
import { setTimeout as sleep } from 'node:timers/promises'
import { WorkLoop } from '#events/work_loop'

test.group('A work loop', () => {
  test('waits before a retry although a lost connection wakes it', async ({ assert }) => {
    let attempts = 0
    const loop: WorkLoop = new WorkLoop('the test', async () => {
      attempts++
      setImmediate(() => loop.wake())
      throw new Error('connection lost')
    })
    const running = loop.run()
    await sleep(300)
    loop.stop()
    await running
    assert.isBelow(attempts, 10)
  })

  test('works again at once when it is woken', async ({ assert }) => {
    const work = { attempts: 0 }
    const loop: WorkLoop = new WorkLoop('the test', async () => {
      if (++work.attempts === 3) loop.stop()
      else loop.wake()
      return 0
    })
    await loop.run()
    assert.equal(work.attempts, 3)
  })
})
