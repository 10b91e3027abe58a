import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'
import Task from '#tasks/tasks/models/task'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import { MailServer } from '#tests/support/mail_server'
import { allConsumers } from '#events/consumer'
import { processEvents } from '#tests/support/process_events'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { DeliverMail } from '#notifications/deliveries/actions/deliver_mail'
import Notification from '#notifications/notifications/models/notification'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

test.group('Mails', (group) => {
  let ada: User
  let ben: User
  let server: MailServer
  let port: number
  let transport: SMTPTransport

  group.setup(async () => {
    server = new MailServer()
    port = await server.listen()
    transport = new SMTPTransport({ host: '127.0.0.1', port, secure: false })
    return () => server.close()
  })

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    ada = await UserFactory.merge({ username: 'ada', firstName: 'Ada' }).create()
    ben = await UserFactory.merge({ username: 'ben', email: 'ben@example.org' }).create()
    await makeTeammates(ada, ben)
    server.received = []
    server.refuseWith = null
    return async () => {
      Settings.now = () => Date.now()
      await rollback()
    }
  })

  const travel = (span: object) => {
    const now = DateTime.utc().plus(span).toMillis()
    Settings.now = () => now
  }

  async function deliver() {
    travel({ minutes: 2 })
    const due = await NotificationDelivery.query().withScopes((scopes) => scopes.due())
    for (const { id } of due) await new DeliverMail(transport).handle(id)
  }

  const createTaskFor = (...assignedTo: User[]) =>
    new CreateTask().handle(userActor(ada), {
      title: 'Bake <bread>',
      assignedTo: assignedTo.map((u) => u.id),
    })

  test('notify an assignee in text and HTML, with threading headers and an unsubscribe link', async ({
    assert,
  }) => {
    const task = await createTaskFor(ben)
    await processEvents()
    await deliver()

    const [mail, ...others] = server.received
    assert.lengthOf(others, 0)
    assert.deepEqual(mail.to, ['ben@example.org'])
    assert.include(mail.source, `Subject: Bake <bread> (#${task.id})`)
    assert.match(mail.source, /Ada assigned you\./)
    assert.match(mail.source, /Bake &lt;bread&gt;/)
    assert.match(mail.source, /multipart\/alternative/)
    assert.match(mail.source, new RegExp(`References: <task-${task.id}@`))
    assert.match(mail.source, /List-Unsubscribe-Post: List-Unsubscribe=One-Click/)

    const delivery = await NotificationDelivery.firstOrFail()
    assert.containsSubset(delivery, { status: 'sent', attempts: 1 })
    assert.match(delivery.response!, /^250 queued as 1/)
  })

  test('combine several changes of a task within the window', async ({ assert }) => {
    const task = await createTaskFor(ben)
    await new AddComment().handle(userActor(ada), task, { body: 'Wholemeal, please' })
    await new AddComment().handle(userActor(ada), task, { body: 'And @ben: no raisins' })
    await processEvents()
    await deliver()

    assert.lengthOf(server.received, 1)
    const { source } = server.received[0]
    for (const line of [
      'Ada assigned you',
      'Wholemeal, please',
      'Ada mentioned you',
      'no raisins',
    ]) {
      assert.include(source, line)
    }

    await new AddComment().handle(userActor(ada), task, { body: 'Thank you' })
    await processEvents()
    await deliver()
    assert.lengthOf(server.received, 2)
    assert.notInclude(server.received[1].source, 'Wholemeal')
  })

  test("are not sent for one's own changes or invisible tasks", async ({ assert }) => {
    const task = await createTaskFor(ada, ben)
    await new UpdateTask().handle(userActor(ada), task, { assignedTo: [ada.id] })
    await new AddComment().handle(userActor(ada), task, { body: 'Between us, @ben' })
    await processEvents()

    const told = await Notification.query().orderBy('id')
    assert.deepEqual(
      told.map(({ userId, kind }) => [userId, kind]),
      [[ben.id, 'unassigned']]
    )
  })

  test('notify each participant of a conversation once about each new comment', async ({
    assert,
  }) => {
    const admin = await UserFactory.apply('admin').create()
    const task = await createTaskFor(ben)
    for (const body of ['How is it?', 'And now?'])
      await new AddComment().handle(userActor(admin), task, { body })
    await processEvents()
    await Notification.query().delete()

    await new AddComment().handle(userActor(ben), task, { body: 'In the oven' })
    await processEvents()
    const told = await Notification.query().where({ userId: admin.id })
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['commented']
    )
  })

  test('are idempotent for redelivered events', async ({ assert }) => {
    await createTaskFor(ben)
    await processEvents()
    const [consumer] = allConsumers()
    const before = await Notification.query()
    const { default: OutboxEvent } = await import('#events/models/outbox_event')
    const { inTransaction } = await import('#core/database/transaction')
    const events = await OutboxEvent.query().where('name', 'task.assigned')
    for (const event of events) {
      await inTransaction(undefined, (trx) => consumer.handle(event.toEvent(), trx))
    }

    assert.lengthOf(await Notification.query(), before.length)
    assert.lengthOf(await NotificationDelivery.query(), 1)
  })

  test('are retried for a day after a temporary failure, and then given up', async ({ assert }) => {
    await createTaskFor(ben)
    await processEvents()
    server.refuseWith = { code: 451, message: 'try later' }
    await deliver()
    const delivery = await NotificationDelivery.firstOrFail()
    assert.containsSubset(delivery, { status: 'queued', attempts: 1 })
    assert.include(delivery.response!, 'try later')

    server.refuseWith = null
    await deliver()
    await delivery.refresh()
    assert.containsSubset(delivery, { status: 'sent', attempts: 2 })

    delivery.requeue()
    await delivery.save()
    server.refuseWith = { code: 451, message: 'try later' }
    for (let hours = 0; hours < 30; hours += 2) {
      await deliver()
      travel({ hours: 2 })
    }
    await delivery.refresh()
    assert.equal(delivery.status, 'failed')
  })

  test('are not retried after a permanent failure', async ({ assert }) => {
    await createTaskFor(ben)
    await processEvents()
    server.refuseWith = { code: 550, message: 'no such mailbox' }
    await deliver()

    const delivery = await NotificationDelivery.firstOrFail()
    assert.containsSubset(delivery, { status: 'failed', attempts: 1, nextAttemptAt: null })
    assert.include(delivery.response!, 'no such mailbox')
  })

  test('treat an unavailable server as a temporary failure', async ({ assert }) => {
    await createTaskFor(ben)
    await processEvents()
    travel({ minutes: 2 })
    const nowhere = new SMTPTransport({ host: '127.0.0.1', port: 1, secure: false })
    const { id } = await NotificationDelivery.firstOrFail()
    await new DeliverMail(nowhere).handle(id)

    const delivery = await NotificationDelivery.findOrFail(id)
    assert.containsSubset(delivery, { status: 'queued', attempts: 1 })
    assert.include(delivery.response!, 'ECONNREFUSED')
  })

  test('treat rejected credentials as a temporary failure', async ({ assert }) => {
    await createTaskFor(ben)
    await processEvents()
    travel({ minutes: 2 })
    const auth = { type: 'login' as const, user: 'tasks', pass: 'out of date' }
    const refused = new SMTPTransport({ host: '127.0.0.1', port, secure: false, auth })
    const { id } = await NotificationDelivery.firstOrFail()
    await new DeliverMail(refused).handle(id)

    const delivery = await NotificationDelivery.findOrFail(id)
    assert.containsSubset(delivery, { status: 'queued', attempts: 1 })
    assert.match(delivery.response!, /\b5\d\d\b/)
  })

  test('are logged and not sent without a server', async ({ assert }) => {
    await createTaskFor(ben)
    await processEvents()
    travel({ minutes: 2 })
    const { id } = await NotificationDelivery.firstOrFail()
    await new DeliverMail(null).handle(id)

    const delivery = await NotificationDelivery.findOrFail(id)
    assert.containsSubset(delivery, { status: 'logged', sentAt: null })
  })

  test('are safe from header and line injection', async ({ assert }) => {
    await ada.merge({ firstName: 'Ada\r\nBcc: all@example.org\r\n', lastName: '\u202e' }).save()
    await ben.merge({ firstName: 'Ben\r\nBcc: all@example.org', lastName: '' }).save()
    const task = await createTaskFor(ben)
    await Task.query()
      .where('id', task.id)
      .update({ title: 'Bake\r\nBcc: all@example.org\r\n\r\nYour account is closed\u202e' })
    const body = 'Bread\r\rSend your password to\u2028mallory\u2029now'
    await new AddComment().handle(userActor(ada), task, { body })
    await processEvents()
    await deliver()

    const [{ to, source }] = server.received
    assert.deepEqual(to, ['ben@example.org'])
    const [headers] = source.split('\r\n\r\n')
    assert.notMatch(headers, /^Bcc:/im)
    assert.match(
      headers,
      new RegExp(
        `^Subject: Bake Bcc: all@example.org Your account is closed \\(#${task.id}\\)`,
        'm'
      )
    )
    const [, text] = /text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(source)!
    const rows = text.split(/\r\n|[\n\r\u2028\u2029]/)
    assert.match(text, /^Ada Bcc: all@example.org +commented:$/m)
    for (const quoted of ['> Bread', '> Send your password to', '> mallory', '> now']) {
      assert.include(rows, quoted)
    }
    assert.notMatch(text, /^(Bcc|Your account|Send|mallory|now)/m)
    assert.notMatch(source, /\u202e|=E2=80=AE/)
  })

  test('are not sent if opted out', async ({ assert }) => {
    await NotificationPreference.create({ userId: ben.id, channels: { assigned: ['in_app'] } })
    await createTaskFor(ben)
    await processEvents()
    assert.lengthOf(await Notification.query(), 1)
    assert.lengthOf(await NotificationDelivery.query(), 0)
  })

  test('have an unsubscribe link that works without signing in', async ({ client, assert }) => {
    await createTaskFor(ben)
    await processEvents()
    await deliver()
    const link = /List-Unsubscribe: <([^>]+)>/.exec(server.received[0].source)![1]
    const { pathname, search } = new URL(link)

    const tampered = await client.post(`${pathname}${search.replace('assigned', 'mentioned')}`)
    tampered.assertStatus(400)
    const page = await client.get(`${pathname}${search}`)
    page.assertStatus(200)
    const done = await client.post(`${pathname}${search}`).form({ 'List-Unsubscribe': 'One-Click' })
    done.assertStatus(200)

    const preference = await NotificationPreference.findOrFail(ben.id)
    assert.isFalse(preference.wants('assigned', 'mail'))
    assert.isTrue(preference.wants('assigned', 'in_app'))
    assert.isTrue(preference.wants('mentioned', 'mail'))
    assert.isNotNull(await Task.first())
  })
})
