import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import Task from '#tasks/tasks/models/task'
import { assertTexts, signedInPage, waitUntilLoaded } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import type User from '#accounts/users/models/user'

test.group('Task list', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('an empty list suggests what to do', async ({ browserContext }) => {
    const page = await signedInPage(browserContext, await UserFactory.create())

    await page.assertTextContains('.empty', 'No tasks yet')
    await page.locator('.empty').getByRole('link', { name: 'New task' }).click()
    await page.waitForURL('**/tasks/new')
  })

  test('keeps search, filters and order in the URL, and each can be removed', async ({
    browserContext,
  }) => {
    const user = await UserFactory.create()
    await createTasks(user, [
      { title: 'Water the plants', status: 'todo', priority: 'urgent' },
      { title: 'Water the lawn', status: 'in_progress', priority: 'low' },
      { title: 'Water the roses', status: 'done', priority: 'high' },
      { title: 'Feed the cat', status: 'todo', priority: 'high' },
    ])
    const page = await signedInPage(browserContext, user)
    await page.getByRole('searchbox').fill('water')
    await page.getByRole('searchbox').press('Enter')
    await page.waitForURL('**/tasks?search=water')
    await page.assertElementsCount('.task', 3)

    await page.locator('button.filter', { hasText: 'Status' }).click()
    await page.getByLabel('To do', { exact: true }).check()
    await page.getByLabel('In progress', { exact: true }).check()
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForURL('**/tasks?search=water&status=todo&status=in_progress')
    await assertTexts(page, '.task__title', ['Water the lawn', 'Water the plants'])

    await page.getByLabel('Sort by').selectOption('-priority')
    await page.waitForURL('**ordering=-priority')
    await assertTexts(page, '.task__title', ['Water the plants', 'Water the lawn'])
    await page.getByLabel('Sort by').selectOption('title')
    await page.waitForURL('**ordering=title')
    await assertTexts(page, '.task__title', ['Water the lawn', 'Water the plants'])

    await page.getByRole('link', { name: 'Status: In progress' }).click()
    await page.waitForURL('**status=todo')
    await assertTexts(page, '.task__title', ['Water the plants'])
    await page.goBack()
    await page.assertElementsCount('.task', 2)
    await page.getByRole('link', { name: 'Clear all' }).click()
    await page.waitForURL('**/tasks')
    await page.assertElementsCount('.task', 3)

    await page.getByLabel('Show').selectOption('all')
    await page.assertElementsCount('.task', 4)
    await page.getByRole('button', { name: 'Reset' }).click()
    await page.assertElementsCount('.task', 3)
  })

  test('applies a filter when its menu closes', async ({ browserContext }) => {
    const user = await UserFactory.create()
    await createTasks(user, [{ priority: 'low' }, { priority: 'urgent' }])
    const page = await signedInPage(browserContext, user)
    await page.locator('button.filter', { hasText: 'Priority' }).click()
    await page.getByLabel('Urgent', { exact: true }).check()
    await page.getByRole('heading', { name: 'Tasks' }).click()

    await page.waitForURL('**/tasks?priority=urgent')
    await page.assertElementsCount('.task', 1)
  })

  test('links to my tasks, overdue ones, the archive and teams', async ({ browserContext }) => {
    const user = await UserFactory.create()
    const team = await createTeam(user)
    await createTasks(user, [
      { title: 'Archived', isArchived: true },
      { title: 'Late', dueDate: DateTime.utc().minus({ days: 3 }) },
      { title: 'Of the team', teamId: team.id },
    ])
    const [mine] = await createTasks(user, [{ title: 'Mine' }])
    await assign(mine, user)
    const page = await signedInPage(browserContext, user)

    for (const [link, heading, title] of [
      ['My tasks', 'My tasks', 'Mine'],
      ['Overdue', 'Overdue', 'Late'],
      ['Archive', 'Archive', 'Archived'],
      [team.name, team.name, 'Of the team'],
    ]) {
      await page.getByRole('navigation').getByRole('link', { name: link }).click()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await assertTexts(page, '.task__title', [title])
    }
  })

  test('labels overdue tasks in words', async ({ browserContext }) => {
    const user = await UserFactory.create()
    await TaskFactory.merge({ createdById: user.id }).apply('overdue').create()
    const page = await signedInPage(browserContext, user)

    await page.assertTextContains('.task', 'Overdue:')
  })

  test('shows page numbers near the start', async ({ browserContext }) => {
    const user = await UserFactory.create()
    await TaskFactory.merge({ createdById: user.id }).createMany(60)
    const page = await signedInPage(browserContext, user)
    await page.assertTextContains('.page-head', '60 tasks')
    await page.assertElementsCount('.task', 25)

    await page.getByRole('link', { name: 'Next' }).click()
    await page.waitForURL('**/tasks?page=2')
    await page.assertTextContains('.pages__here', '2')
    await page.getByRole('link', { name: 'Page 3' }).click()
    await page.waitForURL('**/tasks?page=3')
    await page.assertElementsCount('.task', 10)
    await page.assertNotExists('[rel=next]')
    await page.getByRole('link', { name: 'Previous' }).click()
    await page.waitForURL('**/tasks?page=2')
  })

  test('quick add creates a task that matches the filters', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const team = await createTeam(user)
    const page = await signedInPage(browserContext, user)
    await page.goto(`/tasks?team=${team.id}&assigned_to=me`)
    await page.getByLabel('Title of a new task').fill('Water the plants')
    await page.getByLabel('Title of a new task').press('Enter')

    await page.assertTextContains('.flash', 'Water the plants')
    await assertTexts(page, '.task__title', ['Water the plants'])
    const task = await Task.findByOrFail('title', 'Water the plants')
    assert.equal(task.teamId, team.id)
    await page.assertPath('/tasks')
    await page.assertQueryString({ team: String(team.id), assigned_to: 'me' })
  })

  test('changes the status of a task and undoes it', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const [task] = await createTasks(user, [{ title: 'Water the plants' }])
    const page = await signedInPage(browserContext, user)
    await page.locator('.task button').click()
    await page.locator('#row-menu').getByRole('button', { name: 'Done' }).click()

    await page.assertTextContains('.flash', '“Water the plants”: Done')
    await page.assertElementsCount('.task', 0)
    await page.assertTextContains('.empty', 'No open tasks')
    await task.refresh()
    assert.equal(task.status, 'done')

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForSelector('[aria-label="Status of Water the plants: To do"]')
    await task.refresh()
    assert.equal(task.status, 'todo')
  })

  test('names an invalid filter and links to a valid list', async ({ browserContext, assert }) => {
    const page = await signedInPage(browserContext, await UserFactory.create())
    const response = await page.goto('/tasks?due_after=nope&status=todo,urgent&search=a,b')
    assert.equal(response!.status(), 400)
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ')
    assert.include(text, 'Due after must')
    assert.include(text, 'Status must')
    assert.notMatch(text, /due_after|status\.\d/)

    await page.getByRole('link', { name: 'Remove parameters' }).click()
    await page.waitForURL('**/tasks?search=a,b')
    await page.getByRole('heading', { name: 'Tasks', level: 1 }).waitFor()
  })

  test('single-key shortcuts can be turned off and on, on any page and in the profile', async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.create()
    await createTasks(user, [{ title: 'First' }])
    const page = await signedInPage(browserContext, user)
    await page.goto('/tasks?status=todo,in_progress')
    await page.keyboard.press('?')
    await page.locator('dialog').getByRole('button', { name: 'Turn off' }).click()
    await page.assertTextContains('.flash', 'Single-key shortcuts turned off')
    await page.assertQueryString({ status: 'todo,in_progress' })
    await user.refresh()
    assert.isFalse(user.shortcutsEnabled)

    for (const key of ['?', 'j', '/', 'c', 'q']) await page.keyboard.press(key)
    await page.assertNotVisible('dialog')
    await page.assertPath('/tasks')
    assert.isFalse(await page.evaluate(() => document.activeElement!.matches('input, [data-task]')))
    await page.locator('.task button').press('Enter')
    await page.locator(':popover-open').waitFor()
    await page.keyboard.press('Escape')

    await page.goto('/profile')
    await page.locator('main').getByRole('button', { name: 'Turn on' }).click()
    await page.assertTextContains('.flash', 'Single-key shortcuts turned on')
    await page.keyboard.press('?')
    await page.assertVisible('dialog')
  })

  test('names an unknown parameter', async ({ browserContext }) => {
    const page = await signedInPage(browserContext, await UserFactory.create())
    const response = await page.goto('/tasks?colour=red')

    await page.assertTextContains('main', 'colour')
    if (response!.status() !== 400) throw new Error(`answered ${response!.status()}`)
  })

  test('shortcuts: c creates, / searches, q adds, j and k move, ? shows help', async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.create()
    await createTasks(user, [{ title: 'First' }, { title: 'Second' }])
    const page = await signedInPage(browserContext, user)
    const focused = () => page.evaluate(() => document.activeElement!.textContent!.trim())
    const focusedField = () =>
      page.evaluate(() => document.activeElement!.getAttribute('aria-label'))

    await page.keyboard.press('j')
    assert.equal(await focused(), 'First')
    await page.keyboard.press('j')
    assert.equal(await focused(), 'Second')
    await page.keyboard.press('k')
    assert.equal(await focused(), 'First')

    await page.keyboard.press('/')
    assert.equal(await focusedField(), 'Search tasks')
    await page.keyboard.type('jc?')
    await page.assertInputValue('[name=search]', 'jc?')
    await page.keyboard.press('Escape')
    await page.keyboard.press('q')
    assert.equal(await focusedField(), 'Title of a new task')
    await page.keyboard.press('Escape')

    await page.keyboard.press('?')
    await page.assertVisible('dialog')
    await page.keyboard.press('Escape')
    await page.assertNotVisible('dialog')
    await page.keyboard.press('c')
    await page.waitForURL('**/tasks/new')
    await waitUntilLoaded(page)
  })
})

/** Each task is older than the next. */
async function createTasks(user: User, fields: Partial<Task>[]): Promise<Task[]> {
  const tasks = []
  for (const [index, own] of fields.entries()) {
    const createdAt = DateTime.utc().minus({ minutes: fields.length - index })
    tasks.push(await TaskFactory.merge({ createdById: user.id, createdAt, ...own } as any).create())
  }
  return tasks
}
