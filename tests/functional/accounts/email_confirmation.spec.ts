import { test } from '@japa/runner'
import { DateTime, Settings } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { signedUrl } from '#core/http/signed_url'
import { as, bodyOf, statusOf } from '#tests/support/as_user'
import { linkIn, Mailbox } from '#tests/support/mailbox'
import { setRegistration } from '#tests/support/registration'
import { resetThrottles } from '#tests/support/throttles'
import Notification from '#notifications/notifications/models/notification'
import { makeTeammates } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

const ADA = { username: 'ada', email: 'ada@example.org', password: 'a quiet river' }

const mailbox = new Mailbox()

test.group('Email confirmation', (group) => {
  let ada: User

  group.setup(() => mailbox.open())
  group.each.setup(() => resetThrottles())
  group.each.setup(() => setRegistration('open'))
  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    return async () => {
      Settings.now = () => Date.now()
      await rollback()
    }
  })

  const register = async (client: any) => {
    const response = await client.post('/api/auth/register/').json(ADA)
    response.assertStatus(201)
    ada = await User.findByOrFail('username', 'ada')
    return response
  }

  test('uses the link in the one mail after registering', async ({ client, assert }) => {
    const response = await register(client)
    assert.isFalse(response.body().user.email_verified)
    const [mail, ...others] = await mailbox.collect()
    assert.lengthOf(others, 0)
    assert.deepEqual(mail.to, [ADA.email])
    const link = linkIn(mail.text, '/email/confirm')

    const page = await client.get(link)
    page.assertStatus(200)
    assert.isFalse((await bodyOf(as(client, ada).get('/api/users/me/'))).email_verified)
    const confirmed = await client.post(link)
    confirmed.assertStatus(200)
    assert.isTrue((await bodyOf(as(client, ada).get('/api/users/me/'))).email_verified)
  })

  test('refuses a link that was altered, is expired or belongs to another address', async ({
    client,
    assert,
  }) => {
    await register(client)
    const other = await UserFactory.create()
    const [mail] = await mailbox.collect()
    const link = linkIn(mail.text, '/email/confirm')

    const forged = await client.post(link.replace(`user=${ada.id}`, `user=${other.id}`))
    forged.assertStatus(400)
    await User.query().where('id', ada.id).update({ email: 'other@example.org' })
    const stale = await client.post(link)
    stale.assertStatus(400)
    await User.query().where('id', ada.id).update({ email: ADA.email })
    const old = signedUrl('email.confirm', { user: ada.id, email: ada.email }, '-1 minute')
    const expired = await client.post(linkIn(old, '/email/confirm'))
    expired.assertStatus(400)

    await ada.refresh()
    assert.isNull(ada.emailVerifiedAt)
  })

  test('is required for notifications by mail, not in the app', async ({ client, assert }) => {
    await register(client)
    const ben = await UserFactory.create()
    await makeTeammates(ben, ada)
    await mailbox.collect()
    const assign = () =>
      as(client, ben).post('/api/tasks/', { title: 'Bake', assigned_to: [ada.id] })
    const later = () => {
      const now = DateTime.utc().plus({ minutes: 5 }).toMillis()
      Settings.now = () => now
    }

    for (let times = 0; times < 5; times++) await assign()
    later()
    assert.isEmpty(await mailbox.collect())
    assert.lengthOf(await Notification.query().where('user_id', ada.id), 5)

    await ada.merge({ emailVerifiedAt: DateTime.utc() }).save()
    await assign()
    await mailbox.collect()
    later()
    assert.lengthOf(await mailbox.collect(), 1)
  })

  test('resends the mail on request, at most three times an hour and three a day', async ({
    client,
    assert,
  }) => {
    await register(client)
    const ask = () => as(client, ada).post('/api/users/me/email-confirmation/')

    for (let times = 0; times < 3; times++) {
      const response = await ask()
      response.assertStatus(204)
    }
    const refused = await ask()
    refused.assertStatus(429)
    refused.assertHeader('retry-after')
    assert.lengthOf(await mailbox.collect(), 3)

    await resetThrottles()
    await ask()
    assert.isEmpty(await mailbox.collect())
  })

  test('is required again after users change their address, not after an admin does', async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.create()
    const admin = await UserFactory.apply('admin').create()
    const path = `/api/users/${user.id}/`

    const same = await as(client, user).patch(path, { email: user.email.toUpperCase() })
    same.assertBodyContains({ email_verified: true })
    const byAdmin = await as(client, admin).patch(path, { email: 'first@example.org' })
    byAdmin.assertBodyContains({ email_verified: true })
    const byThemselves = await as(client, user).patch(path, { email: 'second@example.org' })
    byThemselves.assertBodyContains({ email_verified: false })
    const mails = await mailbox.collect()
    assert.deepEqual(
      mails.map(({ to }) => to),
      [['second@example.org']]
    )
    const forged = await as(client, user).patch(path, { email_verified: true })
    forged.assertStatus(422)
  })

  test('sends one address no flood of mails, from one user or many', async ({ client, assert }) => {
    for (let times = 0; times < 3; times++) {
      const user = await UserFactory.create()
      for (const email of ['victim@example.org', 'own@example.org', 'VICTIM@example.org']) {
        await as(client, user).patch(`/api/users/${user.id}/`, { email })
        await mailbox.collect()
      }
      await as(client, user).patch(`/api/users/${user.id}/`, { email: `own${times}@example.org` })
    }
    const { default: Delivery } =
      await import('#notifications/deliveries/models/notification_delivery')
    const toVictim = await Delivery.query().whereRaw(`lower(recipient) = 'victim@example.org'`)
    assert.lengthOf(toVictim, 3)
  })

  test('limits the addresses that one user tries', async ({ client, assert }) => {
    const user = await UserFactory.create()
    const give = (email: string) =>
      statusOf(as(client, user).patch('/api/users/me/', { email, first_name: 'Ada' }))
    const statuses = []
    for (let times = 0; times < 8; times++) statuses.push(await give(`victim${times}@example.org`))

    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429, 429, 429])
    assert.equal(await give('VICTIM4@example.org'), 200)
    await client
      .patch('/profile')
      .form({ email: 'another@example.org' })
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    assert.equal((await User.findOrFail(user.id)).email, 'VICTIM4@example.org')
  })

  test('is shown on the profile, which resends the mail', async ({ client, assert }) => {
    await register(client)
    await mailbox.collect()
    const page = await client.get('/profile').loginAs(ada)
    page.assertTextIncludes('isn’t confirmed yet')
    await client.post('/profile/email-confirmation').loginAs(ada).withCsrfToken()
    assert.lengthOf(await mailbox.collect(), 1)

    await ada.merge({ emailVerifiedAt: DateTime.utc() }).save()
    const after = await client.get('/profile').loginAs(ada)
    assert.notInclude(after.text(), 'isn’t confirmed yet')
  })
})
