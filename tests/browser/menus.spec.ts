import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { resetThrottles } from '#tests/support/throttles'
import { addressOf, assertInWindow, signIn } from '#tests/support/browser'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Menus', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const width of [320, 390, 1280]) {
    test(`open within a window of ${width} pixels`, async ({ browser, browserContext, assert }) => {
      const user = await UserFactory.create()
      const [task] = await TaskFactory.merge({ createdById: user.id }).createMany(12)
      const baseURL = await addressOf(browserContext)
      const context = await browser.newContext({ baseURL, viewport: { width, height: 700 } })
      const page = await context.newPage()
      await signIn(page, user)

      for (const path of ['/tasks', `/tasks/${task.id}`]) {
        await page.goto(path)
        const menus = await page.locator('details.menu').all()
        assert.isNotEmpty(menus)
        for (const menu of menus) {
          await menu.locator('summary').click()
          await assertInWindow(menu.locator('.menu__panel'))
          await page.keyboard.press('Escape')
        }
      }
      await context.close()
    })
  }
})
