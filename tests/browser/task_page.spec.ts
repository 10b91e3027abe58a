import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { signedInPage, waitUntilLoaded } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { userActor } from '#accounts/users/actor'

test.group('Task page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test("creates a task with all its fields, in the user's time zone", async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.merge({ timezone: 'Asia/Tokyo' }).create()
    const grace = await UserFactory.merge({ firstName: 'Grace', lastName: 'Hopper' }).create()
    const team = await createTeam(user, [[grace, 'member']])
    const page = await signedInPage(browserContext, user)
    await page.goto('/tasks/new')
    await page.getByLabel('Title').fill('Water the plants')
    await page.getByLabel('Description').fill('With **rain** water')
    await page.getByLabel('Priority').selectOption('High')
    await page.getByLabel('Due').fill('2030-06-01T09:00')
    await page.getByLabel('Estimated hours').fill('1.5')
    await page.getByLabel('Team').selectOption(team.name)
    await page.getByLabel('Tags').fill('garden, 2030')
    await page.getByLabel('Grace Hopper').check()
    await page.getByRole('button', { name: 'Create task' }).click()
    await page.waitForURL(/\/tasks\/\d+$/)

    await page.assertText('h1', 'Water the plants')
    await page.assertText('.prose strong', 'rain')
    await page.assertTextContains('.properties', '1 Jun 2030, 09:00')
    for (const text of ['High', team.name, 'garden', '2030', 'Grace Hopper', '0 of 1.5']) {
      await page.assertTextContains('.properties', text)
    }
    const task = await Task.findByOrFail('title', 'Water the plants')
    assert.equal(task.dueDate!.toUTC().toISO(), '2030-06-01T00:00:00.000Z')
  })

  test('shows faults beside their fields and keeps the input', async ({
    browserContext,
    assert,
  }) => {
    const user = await UserFactory.create()
    const page = await signedInPage(browserContext, user)
    await page.goto('/tasks/new')
    await page.getByLabel('Title').fill('Water the plants')
    await page.getByLabel('Description').fill('Every day')
    await page.getByLabel('Parent task').fill('999999')
    await page.getByRole('button', { name: 'Create task' }).click()

    await page.assertTextContains('#parent_task-error', 'No task with the id 999999.')
    await page.assertInputValue('[name=title]', 'Water the plants')
    await page.assertInputValue('[name=description]', 'Every day')
    assert.isNull(await Task.findBy('title', 'Water the plants'))
  })

  test('saves changed fields and adds them to the history', async ({ browserContext }) => {
    const { page, task } = await openTask(browserContext, { tags: ['2030', 'garden'] })
    await page.keyboard.press('e')
    await page.waitForURL(`**/tasks/${task.id}/edit`)
    await waitUntilLoaded(page)
    await page.assertInputValue('[name=tags]', '2030, garden')
    await page.getByLabel('Title').fill('Water the lawn')
    await page.getByLabel('Priority').selectOption('Urgent')
    await page.getByLabel('Tags').fill('lawn , 2030')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`**/tasks/${task.id}`)

    await page.assertText('h1', 'Water the lawn')
    const history = '.history__entry:last-child'
    for (const told of [
      'renamed the task from Water the plants to Water the lawn',
      'changed the priority from Medium to Urgent',
      'added the tag lawn',
      'removed the tag garden',
    ]) {
      await page.assertTextContains(history, told)
    }
  })

  test('shows both versions of a conflict and loses nothing', async ({
    browserContext,
    assert,
  }) => {
    const { page, task, user } = await openTask(browserContext)
    await page.goto(`/tasks/${task.id}/edit`)
    await new UpdateTask().handle(userActor(user), task, {
      title: 'Water the roses',
      priority: 'low',
    })
    await page.getByLabel('Title').fill('Water the lawn')
    await page.getByRole('button', { name: 'Save' }).click()

    await page.assertTextContains('.conflict', 'Someone else changed this task')
    await page.assertTextContains('.question', 'Water the roses')
    await page.assertTextContains('.question', 'Water the lawn')
    await task.refresh()
    assert.equal(task.title, 'Water the roses')

    await page.getByLabel('Your change').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(`**/tasks/${task.id}`)
    await page.assertText('h1', 'Water the lawn')
  })

  test('lets authors write, edit and delete comments', async ({ browserContext, assert }) => {
    const { page, task } = await openTask(browserContext)
    await page.keyboard.press('m')
    await page.keyboard.type('Twice a **week**')
    await page.keyboard.press('Control+Enter')
    await page.assertText('.comment strong', 'week')

    await page.getByLabel('Comment actions').click()
    await page.locator('.comment').getByRole('link', { name: 'Edit' }).click()
    await page.waitForURL('**/edit')
    await waitUntilLoaded(page)
    await page.getByLabel('Comment').fill('Three times a week')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.assertTextContains('.comment', 'Three times a week')

    await page.getByLabel('Comment actions').click()
    await page.locator('.comment').getByRole('button', { name: 'Delete' }).click()
    await page.assertTextContains('.flash', 'Comment deleted')
    await page.assertNotExists('.comment')
    assert.lengthOf(await Comment.query().where('task_id', task.id), 0)
  })

  test('assigns users', async ({ browserContext }) => {
    await UserFactory.merge({ username: 'hopper', firstName: 'Grace' }).create()
    const { page } = await openTask(browserContext)
    await page.locator('.properties button', { hasText: 'Unassigned' }).click()
    await page.getByLabel('Grace').check()
    await page.getByRole('button', { name: 'Assign', exact: true }).click()

    await page.assertTextContains('.property .person', 'Grace')
    await page.assertTextContains('.history', 'assigned Grace')
  })

  test('offers a username field if there are too many users to list', async ({
    browserContext,
  }) => {
    await UserFactory.createMany(200)
    await UserFactory.merge({ username: 'zoe' }).create()
    const { page } = await openTask(browserContext)
    const name = async (username: string) => {
      await page.locator('.properties button', { hasText: 'Unassigned' }).click()
      await page.getByLabel('Other user (username)').fill(username)
      await page.getByRole('button', { name: 'Assign', exact: true }).click()
    }
    await name('nobody-at-all')
    await page.assertTextContains('#user_ids-error', 'No user named nobody-at-all.')
    await name('ZOE')
    await page.assertTextContains('.properties', 'zoe')
  })

  test('undoes archiving', async ({ browserContext, assert }) => {
    const { page, task } = await openTask(browserContext)
    await page.getByLabel('More actions').click()
    await page.getByRole('button', { name: 'Archive' }).click()
    await page.assertTextContains('.banner', 'This task is archived.')
    await task.refresh()
    assert.isTrue(task.isArchived)

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.assertTextContains('.flash', 'Unarchived “Water the plants”')
    await page.assertNotExists('.banner')
    await task.refresh()
    assert.isFalse(task.isArchived)
  })

  test('undoes deleting, at once or later', async ({ browserContext }) => {
    const { page, task } = await openTask(browserContext)
    const destroy = async () => {
      await page.getByLabel('More actions').click()
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.assertTextContains('.flash', 'Deleted “Water the plants”')
    }
    await destroy()
    await page.assertPath('/tasks')
    await page.assertNotExists('.task')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForURL(`**/tasks/${task.id}`)
    await page.assertTextContains('.flash', 'Restored “Water the plants”')

    await destroy()
    await page.goto(`/tasks/${task.id}`)
    await page.assertTextContains('.banner', 'This task was deleted')
    await page.assertNotExists('.comment-form')
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.assertTextContains('.flash', 'Restored')
  })

  test('adds and counts subtasks, which link to their parent', async ({ browserContext }) => {
    const { page, task } = await openTask(browserContext)
    for (const title of ['Fill the can', 'Carry it']) {
      await page.getByLabel('Title of a new subtask').fill(title)
      await page.getByLabel('Title of a new subtask').press('Enter')
      await page.getByRole('link', { name: title, exact: true }).waitFor()
      await waitUntilLoaded(page)
    }
    await page.locator('.task', { hasText: 'Fill the can' }).locator('button').click()
    await page.locator('#row-menu').getByRole('button', { name: 'Done' }).click()
    await page.assertTextContains('.progress', '1 of 2 done')

    await page.getByRole('link', { name: 'Carry it', exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(`/${task.id}`))
    await page.assertTextContains('.crumbs', 'Water the plants')
  })

  test('shows times in words and exactly', async ({ browserContext, assert }) => {
    const { page, task } = await openTask(browserContext, {
      createdAt: DateTime.utc().minus({ hours: 3 }),
      timezone: 'Asia/Tokyo',
    })
    const time = page.locator('.properties__times time').first()

    assert.equal(await time.innerText(), '3 hr ago')
    assert.equal(await time.getAttribute('datetime'), task.createdAt.toUTC().toISO())
    assert.equal(
      await time.getAttribute('title'),
      task.createdAt.setZone('Asia/Tokyo').toFormat('d LLL yyyy, HH:mm')
    )
  })
})

test.group('Task page without permission to edit', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('shows no buttons and refuses the edit page', async ({ browserContext, assert }) => {
    const viewer = await UserFactory.apply('viewer').create()
    const author = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: author.id }).create()
    await assign(task, viewer)
    const page = await signedInPage(browserContext, viewer)
    await page.assertElementsCount('.task', 1)
    await page.assertNotExists('.task button')
    await page.assertNotExists('.quick-add')
    await page.assertNotExists('a[href="/tasks/new"]')

    await page.goto(`/tasks/${task.id}`)
    assert.equal(await page.locator('main form, main button').count(), 0)
    await page.assertNotExists('a[href$="/edit"]')
    for (const path of ['/tasks/new', `/tasks/${task.id}/edit`]) {
      const response = await page.goto(path)
      assert.equal(response!.status(), 403)
    }
  })

  test('returns 404 for a task that is not visible', async ({ browserContext, assert }) => {
    const author = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: author.id }).create()
    const page = await signedInPage(browserContext, await UserFactory.create())
    const response = await page.goto(`/tasks/${task.id}`)

    assert.equal(response!.status(), 404)
    await page.assertTextContains('main', 'Not found')
  })

  test('redirects users who unassign themselves to their tasks', async ({ browserContext }) => {
    // Matches whole names: a random username may be part of another.
    const author = await UserFactory.merge({ firstName: 'Grace' }).create()
    const member = await UserFactory.merge({ firstName: 'Ada' }).create()
    const task = await TaskFactory.merge({ createdById: author.id }).create()
    await assign(task, member)
    const page = await signedInPage(browserContext, member)
    await page.goto(`/tasks/${task.id}`)
    await page.locator('.properties button', { hasText: 'Ada' }).click()
    await page.getByLabel('Ada').uncheck()
    await page.getByRole('button', { name: 'Assign', exact: true }).click()

    await page.waitForURL('**/tasks')
  })
})

interface Setting {
  tags?: string[]
  createdAt?: DateTime
  timezone?: string
}

/** A task called Water the plants, opened by its creator, a manager, who sees everybody. */
async function openTask(
  browserContext: Parameters<typeof signedInPage>[0],
  { tags, createdAt, timezone = 'UTC' }: Setting = {}
) {
  const user = await UserFactory.apply('manager').merge({ timezone }).create()
  const task = await TaskFactory.merge({
    createdById: user.id,
    createdAt: createdAt ?? DateTime.utc(),
  }).create()
  if (tags) await new UpdateTask().handle(userActor(user), task, { tags })

  const page = await signedInPage(browserContext, user)
  await page.goto(`/tasks/${task.id}`)
  return { page, task, user }
}
