import { test } from '@japa/runner'
import type { Browser, BrowserContext, Page } from 'playwright'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import { baseUrlOf, findViolations, signIn } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { TaskFactory } from '#database/factories/task_factory'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

const TEXT = '    first an indented line\n\nthen <b>another</b> & "the last"\n'

for (const javaScriptEnabled of [true, false]) {
  test.group(`Expired session ${javaScriptEnabled ? 'with' : 'without'} scripts`, (group) => {
    group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
    group.each.setup(() => resetThrottles())

    test('keeps the input of a task form', async ({ browser, browserContext, assert }) => {
      const user = await UserFactory.merge({ firstName: 'Ada' }).create()
      const page = await open(browser, browserContext, user)
      await page.goto('/tasks/new')
      await page.getByLabel('Title').fill('Water the plants')
      await page.getByLabel('Description').fill(TEXT)
      await page.getByLabel('Priority').selectOption('high')
      await page.getByLabel('Tags').fill('garden, summer')
      await page.getByLabel('Ada').check()

      await page.context().clearCookies()
      await page.getByRole('button', { name: 'Create' }).click()
      await page.assertTextContains('[role=alert]', 'session has ended')
      if (javaScriptEnabled) assert.deepEqual(await findViolations(page), [])
      await fillIn(page, user, 'a wrong password')
      await page.assertTextContains('[role=alert]', 'Incorrect username or password')
      await fillIn(page, user)

      await page.waitForURL('**/tasks/new')
      await page.assertTextContains('[role=alert]', 'not been saved yet')
      assert.isNull(await Task.first())
      await page.getByRole('button', { name: 'Create' }).click()
      await page.assertText('h1', 'Water the plants')
      const task = await Task.firstOrFail()
      await task.load('tags')
      assert.equal(task.description, TEXT)
      assert.equal(task.priority, 'high')
      assert.sameMembers(
        task.tags.map(({ name }) => name),
        ['garden', 'summer']
      )
      await page.assertTextContains('.property .person', 'Ada')
    })

    test('keeps the input of a comment form', async ({ browser, browserContext, assert }) => {
      const user = await UserFactory.create()
      const task = await TaskFactory.merge({ createdById: user.id }).create()
      const page = await open(browser, browserContext, user)
      await page.goto(`/tasks/${task.id}`)
      await page.getByLabel('Comment').fill(TEXT)

      await endAccess(user)
      await page.getByRole('button', { name: 'Comment' }).click()
      await fillIn(page, user)
      await page.waitForURL(`**/tasks/${task.id}`)
      await page.getByRole('button', { name: 'Comment' }).click()
      await page.assertTextContains('.comment', 'another')
      const comment = await Comment.firstOrFail()
      assert.equal(comment.body, TEXT)
    })

    test('keeps the title of a subtask and ticked checkboxes', async ({
      browser,
      browserContext,
      assert,
    }) => {
      const user = await UserFactory.create()
      const task = await TaskFactory.merge({ createdById: user.id }).create()
      const page = await open(browser, browserContext, user)
      await page.goto(`/tasks/${task.id}`)
      await page.getByLabel('Title of a new subtask').fill('Fill the can')
      await page.context().clearCookies()
      await page.keyboard.press('Enter')
      await page.assertTextContains('[role=alert]', 'session has ended')
      await fillIn(page, user)
      await page.waitForURL(`**/tasks/${task.id}`)
      await page.assertTextContains('[role=alert]', 'not been saved yet')
      await page.assertInputValue('.quick-add__input', 'Fill the can')

      await page.goto('/notifications/preferences')
      const box = page.getByLabel('Someone mentions me: email')
      const before = await box.isChecked()
      await box.setChecked(!before)
      await page.context().clearCookies()
      await page.getByRole('button', { name: 'Save' }).click()
      await page.assertTextContains('[role=alert]', 'session has ended')
      await fillIn(page, user)
      await page.waitForURL('**/notifications/preferences')
      await page.assertTextContains('[role=alert]', 'not been saved yet')
      assert.equal(await box.isChecked(), !before)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.assertTextContains('.flash', 'saved')
      assert.equal(await box.isChecked(), !before)
    })

    test('shows the input after signing in, and saves nothing', async ({
      browser,
      browserContext,
      assert,
    }) => {
      const [user, other] = await UserFactory.createMany(2)
      const page = await open(browser, browserContext, user)
      await page.goto('/tasks/new')
      await page.getByLabel('Title').fill('Water the plants')
      await page.context().clearCookies()
      await page.getByRole('button', { name: 'Create' }).click()
      await fillIn(page, other)

      await page.waitForURL('**/tasks/new')
      await page.assertInputValue('[name=title]', 'Water the plants')
      assert.isNull(await Task.first())
    })

    async function open(browser: Browser, context: BrowserContext, user: User) {
      const baseURL = await baseUrlOf(context)
      const own = await browser.newContext({ baseURL, javaScriptEnabled, reducedMotion: 'reduce' })
      const page = await own.newPage()
      await signIn(page, user)
      return page
    }
  })
}

/** Ends all sessions of the user on the server; the browser keeps its cookie. */
async function endAccess(user: User) {
  await user.refresh()
  user.accessVersion++
  await user.save()
}

async function fillIn(page: Page, user: User, password = PASSWORD) {
  await page.getByLabel('Username or email').fill(user.username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
