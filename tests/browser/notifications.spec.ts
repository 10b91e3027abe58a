import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import testUtils from '@adonisjs/core/services/test_utils'
import type Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import type User from '#accounts/users/models/user'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { resetThrottles } from '#tests/support/throttles'
import {
  baseUrlOf,
  assertTexts,
  findViolations,
  signedInPage,
  waitUntilLoaded,
  signIn,
} from '#tests/support/browser'
import Notification from '#notifications/notifications/models/notification'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

test.group('Notifications', (group) => {
  let ada: User
  let ben: User
  let task: Task

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())
  group.each.setup(async () => {
    ada = await UserFactory.merge({ firstName: 'Ada', lastName: 'Lovelace' }).create()
    ben = await UserFactory.create()
    task = await TaskFactory.merge({ createdById: ada.id, title: 'Bake bread' }).create()
    await assign(task, ben)
  })

  let causes = 0
  const notify = (values: Partial<Notification> = {}) =>
    Notification.create({
      userId: ben.id,
      kind: 'assigned',
      cause: `cause ${++causes}`,
      taskId: task.id,
      actorId: ada.id,
      inApp: true,
      ...values,
    })

  const mention = async () => {
    const body = '@ben wholemeal, please'
    const comment = await Comment.create({ taskId: task.id, userId: ada.id, body })
    return notify({ kind: 'mentioned', payload: { comment_id: comment.id } })
  }

  test('an empty list explains itself', async ({ browserContext }) => {
    const page = await signedInPage(browserContext, ben)
    await page.getByRole('navigation').getByRole('link', { name: 'Notifications' }).click()
    await page.waitForURL('**/notifications')
    await page.assertTextContains('.empty', 'No notifications yet')
  })

  test('the bell shows the count, and opening the task marks it as read', async ({
    browserContext,
    assert,
  }) => {
    await notify()
    await mention()
    const page = await signedInPage(browserContext, ben)
    const bell = page.getByRole('navigation').getByRole('link', { name: 'Notifications 2 unread' })
    await bell.click()
    await page.waitForURL('**/notifications')
    await page.assertElementsCount('.mark-unread', 2)
    await page.assertTextContains('.notification__quote', '@ben wholemeal, please')

    await page.getByRole('link', { name: 'Bake bread' }).first().hover()
    await page.waitForTimeout(300)
    assert.lengthOf(
      await Notification.query().whereNull('readAt'),
      2,
      'hovering does not mark it as read'
    )
    await page.getByRole('link', { name: 'Bake bread' }).first().click()
    await page.waitForURL(`**/tasks/${task.id}`)
    await page.goto('/notifications')
    await page.assertElementsCount('.mark-unread', 1)
  })

  test('can be marked as read and unread, one by one and all at once', async ({
    browserContext,
  }) => {
    await notify()
    await mention()
    const page = await signedInPage(browserContext, ben)
    await page.goto('/notifications')
    await page.getByRole('button', { name: 'Mark as read' }).first().click()
    await waitUntilLoaded(page)
    await page.assertElementsCount('.mark-unread', 1)
    await page.getByRole('button', { name: 'Mark as unread' }).click()
    await waitUntilLoaded(page)
    await page.assertElementsCount('.mark-unread', 2)

    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.waitForSelector('.flash')
    await page.assertElementsCount('.mark-unread', 0)
    await page.getByRole('link', { name: 'Unread', exact: true }).click()
    await page.assertTextContains('.empty', 'all caught up')
  })

  test('a task that is no longer visible is named but not linked', async ({
    browserContext,
    assert,
  }) => {
    const hidden = await TaskFactory.merge({ createdById: ada.id, title: 'A secret' }).create()
    await notify({ kind: 'unassigned', taskId: hidden.id })
    await notify({ kind: 'overdue', taskId: hidden.id })
    const page = await signedInPage(browserContext, ben)
    await page.goto('/notifications')
    await page.assertElementsCount('.notification', 1)
    await page.assertTextContains('.notification', `Task #${hidden.id}`)
    assert.notInclude(await page.content(), 'A secret')
    assert.equal(await page.getByRole('link', { name: `Task #${hidden.id}` }).count(), 0)
  })

  for (const javaScriptEnabled of [true, false]) {
    test(`saves preferences ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      browser,
      browserContext,
      assert,
    }) => {
      const baseURL = await baseUrlOf(browserContext)
      const context = await browser.newContext({ baseURL, javaScriptEnabled })
      const page = await context.newPage()
      await signIn(page, ben)
      await page.goto('/notifications/preferences')
      await page.assertTextContains('.banner', 'No mail server is configured')

      const comments = 'Someone comments on my task'
      await page.getByLabel(`${comments}: email`).uncheck()
      await page.getByLabel(`${comments}: in-app`).uncheck()
      await page.getByLabel('Someone unassigns me from a task: email').check()
      await page.getByLabel('Due soon reminder (hours)').fill('48')
      await page.getByLabel('Daily summary at').selectOption('06:00')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForSelector('.flash')

      const preference = await NotificationPreference.findOrFail(ben.id)
      assert.deepEqual(preference.channelsFor('commented'), [])
      assert.sameMembers([...preference.channelsFor('unassigned')], ['in_app', 'mail'])
      assert.sameMembers([...preference.channelsFor('assigned')], ['in_app', 'mail'])
      assert.containsSubset(preference, { dueSoonHours: 48, summaryHour: 6 })
      assert.isFalse(await page.getByLabel(`${comments}: email`).isChecked())
      await context.close()
    })
  }

  test('admins see deliveries and send them again', async ({ browserContext, assert }) => {
    const mail = (values: Partial<NotificationDelivery>) =>
      NotificationDelivery.create({
        userId: ben.id,
        taskId: task.id,
        attempts: 1,
        messageId: randomUUID(),
        ...values,
      })
    const failed = await mail({ status: 'failed', response: '550 no such mailbox' })
    await notify({ deliveryId: failed.id })
    const logged = await mail({ status: 'queued' as const, nextAttemptAt: failed.createdAt })
    logged.markLogged()
    await logged.save()
    const cancelled = await mail({ status: 'queued' as const, nextAttemptAt: failed.createdAt })
    cancelled.markCancelled()
    await cancelled.save()

    const admin = await UserFactory.apply('admin').create()
    const page = await signedInPage(browserContext, admin)
    await page.getByRole('link', { name: 'Emails' }).click()
    await page.waitForURL('**/admin/deliveries')
    await assertTexts(page, '.delivery__body b', [
      'Cancelled: no longer relevant',
      'Logged: no mail server configured',
      'Failed',
    ])
    await page.getByRole('link', { name: 'Failed' }).click()
    await page.waitForURL('**status=failed')
    await assertTexts(page, '.delivery__answer', ['550 no such mailbox'])
    await page.assertTextContains('.delivery', 'Bake bread')

    await page.getByRole('button', { name: 'Resend' }).click()
    await page.waitForSelector('.flash')
    await failed.refresh()
    assert.containsSubset(failed, { status: 'queued', attempts: 0 })
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`pages are accessible in the ${colorScheme} and do not scroll horizontally`, async ({
      browser,
      browserContext,
      assert,
    }) => {
      await notify()
      await mention()
      await notify({ kind: 'overdue', actorId: null })
      await Notification.query().where('kind', 'overdue').update({ readAt: task.createdAt })
      await NotificationDelivery.create({
        userId: ben.id,
        taskId: task.id,
        status: 'failed',
        attempts: 1,
        messageId: randomUUID(),
        response: '550 no such mailbox',
      })
      await ben.merge({ role: 'admin' }).save()
      const baseURL = await baseUrlOf(browserContext)
      const context = await browser.newContext({ baseURL, colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await signIn(page, ben)
      for (const path of PAGES) {
        await page.goto(path)
        assert.deepEqual(await findViolations(page), [], path)
        await page.setViewportSize({ width: 320, height: 700 })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        )
        assert.equal(overflow, 0, path)
        await page.setViewportSize({ width: 1280, height: 800 })
      }
      await context.close()
    })
  }
})

const PAGES = [
  '/notifications',
  '/notifications?unread=true&kind=overdue',
  '/notifications/preferences',
  '/admin/deliveries',
  '/admin/deliveries?status=sent',
]
