import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import { baseUrlOf, signIn } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'

test.group('Without scripts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('users sign in, create, find, change, discuss, delete and restore tasks, and sign out', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.merge({ firstName: 'Ada' }).create()
    const baseURL = await baseUrlOf(browserContext)
    const context = await browser.newContext({
      baseURL,
      javaScriptEnabled: false,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await signIn(page, user)

    await page.getByLabel('Title of a new task').fill('Water the plants')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.assertTextContains('.flash', 'Water the plants')

    await page.locator('button.filter', { hasText: 'Status' }).click()
    await page.getByLabel('To do', { exact: true }).check()
    await page.locator(':popover-open').getByRole('button', { name: 'Apply' }).click()
    await page.assertQueryString({ status: 'todo' })
    await page.getByRole('searchbox').fill('plants')
    await page.getByRole('searchbox').press('Enter')
    await page.assertElementsCount('.task', 1)
    await page.getByRole('button', { name: 'Status of Water the plants: To do' }).click()
    await page.getByRole('button', { name: 'In progress' }).click()
    await page.assertTextContains('.flash', 'In progress')
    await page.assertQueryString({ status: 'todo', search: 'plants' })

    await page.getByRole('link', { name: 'Clear all' }).click()
    await page.getByRole('link', { name: 'Water the plants' }).click()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Water the lawn')
    await page.getByLabel('Ada').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.assertText('h1', 'Water the lawn')
    await page.assertTextContains('.property .person', 'Ada')
    await page.getByLabel('Comment').fill('Every day')
    await page.getByRole('button', { name: 'Comment' }).click()
    await page.assertTextContains('.comment', 'Every day')

    await page.getByLabel('More actions').click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.assertTextContains('.flash', 'Deleted')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.assertText('h1', 'Water the lawn')
    const task = await Task.findByOrFail('title', 'Water the lawn')
    assert.equal(task.status, 'in_progress')

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.assertPath('/login')
    await context.close()
  })
})
