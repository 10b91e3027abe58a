import { test } from '@japa/runner'
import env from '#start/env'
import { ProductProcess } from '#tests/support/product_process'

test.group('Logs', () => {
  test('do not contain the Redis password after a failed authentication', async ({
    assert,
    cleanup,
  }) => {
    const url = new URL(env.get('REDIS_URL'))
    url.password = 'of-another-server'
    const worker = await ProductProcess.ace(['queue:work'], { REDIS_URL: url.href })
    cleanup(() => void worker.kill())

    await worker.waitForLog('the queue is unavailable')
    assert.notInclude(JSON.stringify(worker.log), 'of-another-server')
  })
})
