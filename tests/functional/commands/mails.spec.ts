import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationsDeliveries from '#commands/notifications/notifications_deliveries'
import { freePort } from '#tests/support/free_port'
import { MailServer } from '#tests/support/mail_server'
import { runAce, runCommand } from '#tests/support/run_command'
import { UserFactory } from '#database/factories/user_factory'

test.group('notifications:deliveries', (group) => {
  let user: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    user = await UserFactory.merge({ email: 'ben@example.org' }).create()
  })

  const mail = (status: 'failed' | 'sent') =>
    NotificationDelivery.create({
      userId: user.id,
      status,
      attempts: 1,
      messageId: randomUUID(),
      response: status === 'failed' ? '550 no such mailbox' : '250 queued',
    })

  test('lists deliveries', async ({ assert }) => {
    const failed = await mail('failed')
    await mail('sent')

    const all = await runCommand(NotificationsDeliveries, ['--json'])
    assert.lengthOf(JSON.parse(all.output), 2)
    const some = await runCommand(NotificationsDeliveries, ['--status=failed', '--json'])
    assert.containsSubset(JSON.parse(some.output), [
      { id: failed.id, to: 'ben@example.org', status: 'failed', answer: '550 no such mailbox' },
    ])
    const table = await runCommand(NotificationsDeliveries, [])
    assert.equal(table.exitCode, 0)
  })

  test('sends failed deliveries again', async ({ assert }) => {
    const [one, two, three] = [await mail('failed'), await mail('failed'), await mail('sent')]

    await runCommand(NotificationsDeliveries, ['resend', `--id=${three.id}`])
    const { output } = await runCommand(NotificationsDeliveries, [
      'resend',
      '--status=failed',
      '--json',
    ])
    assert.deepEqual(JSON.parse(output), { resent: 2 })
    for (const delivery of [one, two, three]) {
      await delivery.refresh()
      assert.equal(delivery.status, 'queued')
    }
  })

  test('refuses invalid arguments', async ({ assert }) => {
    for (const args of [
      ['resend'],
      ['resend', '--id=999999999'],
      ['burn', '--id=1'],
      ['--status=lost'],
    ]) {
      const { exitCode, errors } = await runCommand(NotificationsDeliveries, args)
      assert.equal(exitCode, 1, args.join(' '))
      assert.isNotEmpty(errors)
    }
  })
})

test.group('mail:test', (group) => {
  let server: MailServer
  let port: number

  group.each.setup(async () => {
    server = new MailServer()
    port = await server.listen()
    return () => server.close()
  })

  const mailTest = (url: string, ...args: string[]) =>
    runAce(['mail:test', 'you@example.org', ...args], { SMTP_URL: url })

  test('shows the SMTP conversation', async ({ assert }) => {
    const { exitCode, output } = await mailTest(`smtp://127.0.0.1:${port}`)
    assert.equal(exitCode, 0, output)
    assert.match(output, /C: EHLO/)
    assert.match(output, /C: RCPT TO:<you@example\.org>/)
    assert.match(output, /S: 250 queued as 1/)
    assert.match(output, /accepted the email/)
    assert.deepEqual(server.received[0].to, ['you@example.org'])
  })

  test("shows the server's refusal, without the password", async ({ assert }) => {
    server.refuseWith = { code: 554, message: 'we take no mail on Sundays' }
    const refused = await mailTest(`smtp://127.0.0.1:${port}`, '--json')
    assert.equal(refused.exitCode, 1)
    const { accepted, answer, conversation } = JSON.parse(refused.output)
    assert.isFalse(accepted)
    assert.include(answer, 'we take no mail on Sundays')
    assert.include(conversation.join('\n'), 'S: 554')

    const locked = await mailTest(`smtp://tasks:sesame@127.0.0.1:${port}`)
    assert.equal(locked.exitCode, 1)
    const said = locked.output + locked.errors
    assert.notInclude(said, 'sesame')
    assert.notInclude(said, Buffer.from('sesame').toString('base64'))
  })

  test('reports that the server is unreachable or not configured', async ({ assert }) => {
    const away = await mailTest(`smtp://127.0.0.1:${await freePort()}`)
    assert.equal(away.exitCode, 1)
    assert.match(away.errors + away.output, /ECONNREFUSED/)

    const none = await mailTest('')
    assert.equal(none.exitCode, 1)
    assert.match(none.errors + none.output, /No mail server is configured/)
  })
})
