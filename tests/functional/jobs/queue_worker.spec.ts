import type { Job } from 'bullmq'
import { test } from '@japa/runner'
import redis from '@adonisjs/redis/services/main'
import queue from '@rlanz/bull-queue/services/main'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { QueueWorker } from '#jobs/queue_worker'
import { failedJobs } from '#jobs/queues'
import '#tests/support/jobs/register'
import HastyJob from '#tests/support/jobs/hasty_job'
import ScriptedJob from '#tests/support/jobs/scripted_job'

/** Longer than any job here takes, on a busy machine. */
const TIMEOUT_MS = 60_000

const worker = (graceMs = TIMEOUT_MS) =>
  new QueueWorker({ queues: ['default'], concurrency: 5, graceMs })
const count = async (key: string) => Number(await redis.get(key))

async function until(condition: () => Promise<boolean>) {
  const deadline = Date.now() + TIMEOUT_MS
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Timed out after ${TIMEOUT_MS} ms`)
    await sleep(20)
  }
}

async function firstFailed() {
  let failed: Job[] = []
  await until(async () => {
    failed = await failedJobs()
    return failed.length > 0
  })
  return failed[0]
}

test.group('Queue worker', (group) => {
  let key: string
  let running: QueueWorker

  group.each.setup(async () => {
    key = randomUUID()
    await queue.getOrSet('default').obliterate({ force: true })
    running = worker()
    running.start()
    return () => running.stop()
  })

  test('runs a job once if it is dispatched twice with one id', async ({ assert }) => {
    await ScriptedJob.dispatch({ key }, { id: key })
    await ScriptedJob.dispatch({ key }, { id: key })

    await until(async () => (await count(`${key}:done`)) > 0)
    await sleep(100)
    assert.equal(await count(`${key}:attempts`), 1)
  })

  test('retries a failed job', async ({ assert }) => {
    await ScriptedJob.dispatch({ key, failures: 1 })

    await until(async () => (await count(`${key}:done`)) === 1)
    assert.equal(await count(`${key}:attempts`), 2)
  })

  test('keeps jobs that failed permanently for a manual retry', async ({ assert }) => {
    await ScriptedJob.dispatch({ key, failures: 3 }, { id: key })

    const failed = await firstFailed()
    assert.equal(failed.failedReason, 'attempt 3 fails')

    await failed.retry('failed')
    await until(async () => (await count(`${key}:done`)) === 1)
  })

  test('runs jobs that an earlier release named by file URL', async () => {
    const name = 'file:///app/build/app/core/jobs/scripted_job.js'
    await queue.getOrSet('default').add(name, { key })

    await until(async () => (await count(`${key}:done`)) === 1)
  })

  test('fails a job with an unknown class at once and keeps it visible', async ({ assert }) => {
    await queue.getOrSet('default').add('file:///gone/send_pigeon.ts', {}, { attempts: 5 })

    const failed = await firstFailed()
    assert.equal(failed.failedReason, 'This release has no job file:///gone/send_pigeon.ts')
    assert.equal(failed.attemptsMade, 1)
  })

  test('fails an attempt that exceeds its timeout', async ({ assert }) => {
    await HastyJob.dispatch({ key, isHeld: true })

    await until(async () => (await count(`${key}:attempts`)) > 1)
    assert.equal(await count(`${key}:done`), 0)
    await HastyJob.release(key)
  })

  test('finishes running jobs on graceful shutdown', async ({ assert }) => {
    await ScriptedJob.dispatch({ key, isHeld: true })
    await until(async () => (await count(`${key}:attempts`)) === 1)

    const stopped = running.stop()
    await ScriptedJob.release(key)
    await stopped
    assert.equal(await count(`${key}:done`), 1)
  })

  test('hands over a job that exceeds the grace period', async ({ assert }) => {
    await running.stop()
    const impatient = worker(100)
    impatient.start()
    await ScriptedJob.dispatch({ key, isHeld: true })
    await until(async () => (await count(`${key}:attempts`)) === 1)

    await impatient.stop()
    assert.equal(await count(`${key}:done`), 0)

    await ScriptedJob.release(key)
    running = worker()
    running.start()
    await until(async () => (await count(`${key}:done`)) === 1)
    assert.equal(await count(`${key}:attempts`), 2)
  })
})
