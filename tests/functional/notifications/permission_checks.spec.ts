import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import type Task from '#tasks/tasks/models/task'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import { as } from '#tests/support/as_user'
import { processEvents } from '#tests/support/process_events'
import { MailServer } from '#tests/support/mail_server'
import { makeTeammates, createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { EditComment } from '#tasks/comments/actions/edit_comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import { ResendDelivery } from '#notifications/deliveries/actions/resend_delivery'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

test.group('Permission checks at the time of sending', (group) => {
  let ada: User
  let ben: User
  let task: Task
  let server: MailServer
  let transport: SMTPTransport

  group.setup(async () => {
    server = new MailServer()
    const port = await server.listen()
    transport = new SMTPTransport({ host: '127.0.0.1', port, secure: false })
    return () => server.close()
  })

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    ada = await UserFactory.merge({ firstName: 'Ada' }).create()
    ben = await UserFactory.create()
    await makeTeammates(ada, ben)
    task = await new CreateTask().handle(userActor(ada), {
      title: 'Bake bread',
      assignedTo: [ben.id],
    })
    await processEvents()
    server.received = []
    server.refuseWith = null
    return async () => {
      Settings.now = () => Date.now()
      await rollback()
    }
  })

  /** Sends Ben's due mail as of some minutes from now and returns what arrived. */
  async function deliver() {
    const now = DateTime.utc().plus({ minutes: 5 }).toMillis()
    Settings.now = () => now
    const due = await NotificationDelivery.query()
      .withScopes((scopes) => scopes.due())
      .where('userId', ben.id)
    for (const { id } of due) await new DeliverMail(transport).handle(id)
    return server.received.splice(0).map(({ source }) => source)
  }

  const statuses = async () => {
    const deliveries = await NotificationDelivery.query().orderBy('id')
    return deliveries.map(({ status }) => status)
  }

  /** Notifies Ben of a comment; the mail about his assignment was sent before. */
  async function commented(body: string) {
    await deliver()
    const comment = await new AddComment().handle(userActor(ada), task, { body })
    await processEvents()
    return comment
  }

  /** Everything stored about notifications, as text. */
  async function kept() {
    const { rows } = await db.rawQuery(
      `select coalesce(jsonb_agg(to_jsonb(notifications))::text, '') as text from notifications`
    )
    return rows[0].text as string
  }

  test('a comment deleted before its mail is sent is neither mailed nor shown', async ({
    client,
    assert,
  }) => {
    const comment = await commented('The key is under the mat')
    assert.notInclude(await kept(), 'under the mat')
    await comment.deleteBy(userActor(ada))

    assert.isEmpty(await deliver())
    assert.deepEqual(await statuses(), ['sent', 'cancelled'])
    const list = await as(client, ben).get('/api/notifications/')
    assert.deepEqual(
      list.body().results.map(({ kind }: { kind: string }) => kind),
      ['assigned']
    )
    const unread = await as(client, ben).get('/api/notifications/unread-count/')
    assert.deepEqual(unread.body(), { count: 1, count_exact: true })
  })

  test('an edited comment is mailed and shown in its current version', async ({
    client,
    assert,
  }) => {
    const comment = await commented('The key is under the mat')
    await new EditComment().handle(userActor(ada), comment, { body: 'Ring the bell' })

    const [mail, ...others] = await deliver()
    assert.isEmpty(others)
    assert.include(mail, 'Ring the bell')
    assert.notInclude(mail, 'under the mat')
    const list = await as(client, ben).get('/api/notifications/?kind=commented')
    assert.equal(list.body().results[0].details.body, 'Ring the bell')
  })

  test('a mail contains only what is still visible', async ({ assert }) => {
    const comment = await commented('The key is under the mat')
    await new AddComment().handle(userActor(ada), task, { body: 'Wholemeal' })
    await processEvents()
    await comment.deleteBy(userActor(ada))

    const [mail] = await deliver()
    assert.include(mail, 'Wholemeal')
    assert.notInclude(mail, 'under the mat')
  })

  test('a retried mail is rendered again', async ({ assert }) => {
    const comment = await commented('The key is under the mat')
    server.refuseWith = { code: 451, message: 'try later' }
    await deliver()
    server.refuseWith = null
    await new EditComment().handle(userActor(ada), comment, { body: 'Ring the bell' })
    const [mail] = await deliver()
    assert.include(mail, 'Ring the bell')
    assert.notInclude(mail, 'under the mat')

    const second = await commented('Or the window')
    server.refuseWith = { code: 451, message: 'try later' }
    await deliver()
    server.refuseWith = null
    await second.deleteBy(userActor(ada))
    assert.isEmpty(await deliver())
    const { id, attempts } = await NotificationDelivery.query().orderBy('id', 'desc').firstOrFail()
    assert.deepEqual([(await statuses()).at(-1), attempts], ['cancelled', 1])

    await new ResendDelivery().handle(id)
    assert.isEmpty(await deliver())
  })

  test('a user unassigned meanwhile gets no mail about the task', async ({ client, assert }) => {
    await new AddComment().handle(userActor(ada), task, { body: 'Wholemeal' })
    await processEvents()
    await new UpdateTask().handle(userActor(ada), task, { assignedTo: [] })
    await processEvents()

    assert.isEmpty(await deliver())
    assert.deepEqual(await statuses(), ['cancelled'])
    const list = await as(client, ben).get('/api/notifications/')
    assert.deepEqual(
      list.body().results.map(({ kind }: { kind: string }) => kind),
      ['unassigned']
    )
    const page = await client.get('/notifications').withGuard('web').loginAs(ben)
    page.assertTextIncludes('Ada unassigned you')
    assert.notInclude(page.text(), 'Wholemeal')
  })

  test('a user who left the team gets no mail about its tasks until they are back', async ({
    client,
    assert,
  }) => {
    const team = await createTeam(ada)
    const place = await team.related('members').create({ userId: ben.id, role: 'member' })
    const ours = await new CreateTask().handle(userActor(ada), {
      title: 'Our secret',
      team: team.id,
    })
    await new AddComment().handle(userActor(ben), ours, { body: 'I am in' })
    await new AddComment().handle(userActor(ada), ours, { body: 'Welcome' })
    await processEvents()
    const told = async () => {
      const list = await as(client, ben).get('/api/notifications/?kind=commented')
      return list.body().results.map(({ task: { title } }: { task: Task }) => title)
    }
    assert.deepEqual(await told(), ['Our secret'])

    await place.delete()
    assert.deepEqual(await told(), [])
    assert.notInclude((await deliver()).join(), 'secret')
    await team.related('members').create({ userId: ben.id, role: 'viewer' })
    assert.deepEqual(await told(), ['Our secret'])
  })

  test('a deleted task is neither mailed nor listed', async ({ client, assert }) => {
    const { id } = (await as(client, ben).get('/api/notifications/')).body().results[0]
    await new DeleteTask().handle(userActor(ada), task)
    assert.isEmpty(await deliver())
    assert.deepEqual(await statuses(), ['cancelled'])
    const list = await as(client, ben).get('/api/notifications/')
    assert.equal(list.body().count, 0)
    const marked = await as(client, ben).patch(`/api/notifications/${id}/`, { is_read: true })
    marked.assertStatus(404)

    await new RestoreTask().handle(userActor(ada), task)
    const again = await as(client, ben).get('/api/notifications/')
    assert.equal(again.body().results[0].task.title, 'Bake bread')
  })

  test('a user unassigned together with a new title sees the old title', async ({
    client,
    assert,
  }) => {
    await NotificationPreference.create({
      userId: ben.id,
      channels: { unassigned: ['in_app', 'mail'] },
    })
    await deliver()
    await as(client, ada).patch(`/api/tasks/${task.id}/`, {
      title: 'Fire ben',
      description: 'Fire him on Friday',
      assigned_to: [],
    })
    await processEvents()
    await new UpdateTask().handle(userActor(ada), task, { title: 'Sue ben' })

    const list = await as(client, ben).get('/api/notifications/?kind=unassigned')
    const [told] = list.body().results
    assert.deepEqual(told.task, { id: task.id, title: 'Bake bread' })
    const [mail] = await deliver()
    assert.include(mail, `Subject: Bake bread (#${task.id})`)
    for (const text of [mail, JSON.stringify(list.body()), await kept()]) {
      assert.notMatch(text, /Fire|Sue/)
    }
  })

  test('a daily summary reflects the time of sending', async ({ assert }) => {
    await deliver()
    const now = DateTime.utc().startOf('day').plus({ days: 1, hours: 12 }).toMillis()
    Settings.now = () => now
    const dueDate = DateTime.utc().minus({ hours: 1 })
    await new UpdateTask().handle(userActor(ada), task, { dueDate })
    const other = await new CreateTask().handle(userActor(ada), {
      title: 'Drop it',
      dueDate,
      assignedTo: [ben.id],
    })
    await NotificationPreference.updateOrCreate({ userId: ben.id }, { channels: { assigned: [] } })
    await new GenerateDailySummary().handle()
    assert.notInclude(await kept(), 'Drop it')
    await new UpdateTask().handle(userActor(ada), task, { title: 'Bake rolls' })
    await new UpdateTask().handle(userActor(ada), other, { assignedTo: [] })

    const [mail] = await deliver()
    assert.include(mail, 'Bake rolls')
    assert.notMatch(mail, /Drop it|Bake bread/)
  })

  test('an empty daily summary is cancelled', async ({ assert }) => {
    await deliver()
    const now = DateTime.utc().startOf('day').plus({ days: 1, hours: 12 }).toMillis()
    Settings.now = () => now
    await new UpdateTask().handle(userActor(ada), task, {
      dueDate: DateTime.utc().minus({ hours: 1 }),
    })
    await new GenerateDailySummary().handle()
    await new UpdateTask().handle(userActor(ada), task, { status: 'done' })

    assert.isEmpty(await deliver())
    assert.deepEqual(await statuses(), ['sent', 'cancelled'])
  })
})
