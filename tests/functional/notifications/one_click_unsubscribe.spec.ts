import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { send } from '#tests/support/raw_request'
import { signedUrl } from '#core/http/signed_url'
import { UserFactory } from '#database/factories/user_factory'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }

function multipart() {
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  return form
}

test.group('One-click unsubscribing (RFC 8058)', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('works by {0}')
    .with([
      ['a form', new URLSearchParams(ONE_CLICK)],
      ['multipart/form-data', multipart()],
      ['an empty body', ''],
    ] as [string, BodyInit][])
    .run(async ({ assert }, [, body]) => {
      const user = await UserFactory.create()
      const address = new URL(
        signedUrl('notifications.unsubscribe', { user: user.id, kinds: 'commented' })
      )

      const answer = await send(address.pathname + address.search, { method: 'POST', body })
      assert.equal(answer.status, 200)
      const preference = await NotificationPreference.of(user.id)
      assert.notInclude(preference.channelsFor('commented'), 'mail')

      const forged = await send(`${address.pathname}${address.search}x`, { method: 'POST', body })
      assert.isAtLeast(forged.status, 400)
      assert.isBelow(forged.status, 500)
    })

  test('is the only route that accepts multipart/form-data', async ({ assert }) => {
    for (const path of ['/login', '/register', '/api/auth/login/']) {
      const { status } = await send(path, { method: 'POST', body: multipart() })
      assert.equal(status, 415, path)
    }
  })
})
