import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { Browser, BrowserContext } from 'playwright'
import testUtils from '@adonisjs/core/services/test_utils'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { baseUrlOf, findViolations, signIn } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

const TEXT = '\n    indented\n\nsecond <b>line</b>\n'

for (const javaScriptEnabled of [true, false]) {
  test.group(
    `Concurrent edits of a task ${javaScriptEnabled ? 'with' : 'without'} scripts`,
    (group) => {
      group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
      group.each.setup(() => resetThrottles())

      test('in different fields are merged', async ({ browser, browserContext, assert }) => {
        const { page, task, others } = await open(browser, browserContext)
        await page.getByLabel('Title').fill('Water the lawn')
        await page.getByLabel('Tags').fill('garden, summer')
        await page.getByLabel('Grace').uncheck()
        const admin = await UserFactory.apply('admin').create()
        await new UpdateTask().handle(userActor(admin), task, {
          description: 'Every day',
          dueDate: DateTime.fromISO('2030-01-01T00:00:30Z'),
          tags: ['garden', 'weekly', 'urgent'],
          assignedTo: others.map(({ id }) => id),
        })
        await page.getByRole('button', { name: 'Save' }).click()

        await page.assertText('h1', 'Water the lawn')
        await page.assertTextContains('.flash', 'Description and Due')
        await task.refresh()
        assert.equal(task.description, 'Every day')
        assert.equal(+task.dueDate!, Date.parse('2030-01-01T00:00:30Z'))
        await task.load('tags')
        await task.load('assignments')
        const tags = task.tags.map(({ name }) => name)
        const assignees = task.assignments.map(({ userId }) => userId)
        assert.sameMembers(tags, ['garden', 'summer', 'weekly', 'urgent'])
        assert.sameMembers(assignees, [others[1].id])
      })

      test('in the same field ask which to keep, repeatedly if needed', async ({
        browser,
        browserContext,
        assert,
      }) => {
        const { page, task, user } = await open(browser, browserContext)
        await page.getByLabel('Title').fill('Mine')
        await page.getByLabel('Description').fill(TEXT)
        await page.getByLabel('Status').selectOption('done')
        await page.getByLabel('Tags').fill('garden, mine')
        const change = (fields: object) => new UpdateTask().handle(userActor(user), task, fields)
        await change({
          title: 'Theirs',
          description: 'Theirs\n',
          priority: 'low',
          tags: ['theirs'],
        })
        await page.getByRole('button', { name: 'Save' }).click()

        await page.assertTextContains('.conflict', 'changed this task')
        await page.assertTextContains('.conflict', 'Status and Tags')
        await page.assertTextContains('.conflict', 'Priority')
        await page.assertElementsCount('.question', 2)
        if (javaScriptEnabled) assert.deepEqual(await findViolations(page), [])
        const question = (label: string) => page.getByRole('group', { name: label, exact: true })
        await question('Title').getByLabel('Their change').check()
        await question('Description').getByLabel('Your change').check()

        await change({ title: 'Theirs again', description: 'Another' })
        await page.getByRole('button', { name: 'Save' }).click()
        await page.assertElementsCount('.question', 1)
        await page.assertTextContains('.question', 'Another')
        await task.refresh()
        assert.deepEqual([task.title, task.status], ['Theirs again', 'todo'])
        await question('Description').getByLabel('Your change').check()
        await page.getByRole('button', { name: 'Save' }).click()

        await page.assertText('h1', 'Theirs again')
        await task.refresh()
        await task.load('tags')
        assert.deepEqual(
          [task.title, task.description, task.status, task.priority],
          ['Theirs again', TEXT, 'done', 'low']
        )
        assert.sameMembers(
          task.tags.map(({ name }) => name),
          ['mine', 'theirs']
        )
      })

      test('with the same change ask nothing', async ({ browser, browserContext }) => {
        const { page, task, user } = await open(browser, browserContext)
        await page.getByLabel('Title').fill('Water the lawn')
        await page.getByLabel('Priority').selectOption('high')
        await new UpdateTask().handle(userActor(user), task, {
          title: 'Water the lawn',
          status: 'done',
        })
        await page.getByRole('button', { name: 'Save' }).click()

        await page.assertText('h1', 'Water the lawn')
        await page.assertTextContains('.flash', 'Status')
      })

      async function open(browser: Browser, context: BrowserContext) {
        const user = await UserFactory.merge({ firstName: 'Ada' }).create()
        const others: User[] = [
          await UserFactory.merge({ firstName: 'Grace' }).create(),
          await UserFactory.merge({ firstName: 'Edsger' }).create(),
        ]
        const task = await TaskFactory.merge({ createdById: user.id }).create()
        await task
          .related('tags')
          .attach([(await Tag.create({ name: 'garden', createdById: user.id })).id])
        await assign(task, others[0])
        const baseURL = await baseUrlOf(context)
        const own = await browser.newContext({
          baseURL,
          javaScriptEnabled,
          reducedMotion: 'reduce',
        })
        const page = await own.newPage()
        await signIn(page, user)
        await page.goto(`/tasks/${task.id}/edit`)
        return { page, task, user, others }
      }
    }
  )
}
