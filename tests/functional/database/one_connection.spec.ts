import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import { NotifyDueSoon } from '#notifications/notifications/actions/notify_due_soon'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'
import { SendTaskNotification } from '#notifications/notifications/actions/send_task_notification'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'
import { CleanupArchivedTasks } from '#tasks/tasks/actions/cleanup_archived_tasks'
import { CleanupEvents } from '#events/actions/cleanup_events'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { processEvents } from '#tests/support/process_events'
import OutboxEvent from '#events/models/outbox_event'
import { resetThrottles } from '#tests/support/throttles'
import { createCast, type Cast } from '#tests/functional/authorization/cast'
import type { Place } from '#tests/functional/authorization/records'
import { userActor } from '#accounts/users/actor'
import {
  EXPECTATIONS,
  FURTHER,
  type Expectation,
} from '#tests/functional/authorization/expectations'

/** Every writing route, as a user for whom it succeeds. */
const WRITES = [
  ...Object.entries(EXPECTATIONS).map(([key, expectation]) => ({ title: key, key, expectation })),
  ...FURTHER.map(([key, what, expectation]) => ({
    title: `${key} with ${what}`,
    key,
    expectation,
  })),
].flatMap((each) => {
  const who = each.key.startsWith('GET') ? undefined : permittedActor(each.expectation)
  return who ? [{ ...each, who }] : []
})

/**
 * Code that takes a second connection within a transaction deadlocks once there are as many
 * requests as connections. A pool of one reproduces that with a single request.
 */
test.group('With a pool of one connection', (group) => {
  let cast: Cast

  group.setup(async () => {
    const restore = await limitPool(1)
    return restore
  })
  group.each.setup(() => resetThrottles())
  group.each.setup(async () => {
    const clear = await testUtils.db().truncate()
    cast = await createCast()
    return clear
  })
  group.each.timeout(20_000)

  for (const { title, key, expectation, who } of WRITES) {
    const [role, standing] = who

    test(`${title} succeeds`, async ({ client, assert }) => {
      const response = await request(client, key, expectation, standing, cast[role], cast)
      assert.isBelow(response.status(), 400, response.text())
    })
  }

  test('background work completes', async ({ assert }) => {
    const [ada, ben] = await UserFactory.createMany(2)
    const team = await createTeam(ada, [[ben, 'member']])
    const dueDate = DateTime.utc().plus({ hours: 1 })
    const task = await new CreateTask().handle(userActor(ben), {
      title: 'Water the plants',
      team: team.id,
      assignedTo: [ada.id],
      dueDate,
    })
    await TaskFactory.merge({ createdById: ada.id }).apply('overdue').create()
    const old = await TaskFactory.merge({ createdById: ada.id }).apply('archived').create()
    await assign(old, ben)
    await old.merge({ archivedAt: DateTime.utc().minus({ days: 31 }) }).save()

    assert.isAbove(await new CheckOverdueTasks().handle(), 0)
    await processEvents()
    assert.isAbove((await OutboxEvent.query().withScopes((scopes) => scopes.handled())).length, 0)
    await new NotifyDueSoon().handle()
    await new GenerateDailySummary().handle()
    await new SendTaskNotification().handle({ taskId: task.id, kind: 'overdue' })
    for (const { id } of await NotificationDelivery.all()) await new DeliverMail().handle(id)
    assert.equal(await new CleanupArchivedTasks().handle(), 1)
    assert.equal(await new CleanupEvents().handle(), 0)
  })
})

/** Limits the pool; returns the function that resets it. */
async function limitPool(max: number) {
  const { config } = db.manager.get('postgres')!
  const use = async (pool: typeof config.pool) => {
    await db.manager.close('postgres')
    db.manager.patch('postgres', { ...config, pool } as typeof config)
  }
  await use({ ...config.pool, max })
  return () => use(config.pool)
}

/** A role and standing with which the route succeeds; admins only if nobody else may. */
function permittedActor({ grid }: Expectation) {
  for (const role of ['member', 'manager', 'admin'] as const) {
    const found = [...grid].find(([, row]) => row[role] === 'ok' || row[role] === 'login')
    if (found) return [role, found[0]] as const
  }
}

async function request(
  client: ApiClient,
  key: string,
  { record, path, send }: Expectation,
  standing: string,
  actor: Cast['member'],
  cast: Cast
) {
  const at: Place = {
    ...(await record(standing, actor, cast)),
    newcomer: cast.newcomer.id,
    actor: actor.id,
  }
  const [method, pattern] = key.split(' ')
  const address = pattern.replace(/:(\w+)/g, (_, name: string) => String(at[name]))
  const sent = client.request(path?.(at) ?? address, method).redirects(0)
  if (send) sent.unsafeJson(send(at))
  if (/^\/(api|health|assets)\//.test(pattern)) return sent.withGuard('jwt').loginAs(actor)
  return sent.loginAs(actor).withCsrfToken()
}
