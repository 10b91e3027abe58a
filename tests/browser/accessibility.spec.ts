import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Page } from 'playwright'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { baseUrlOf, findViolations, COLOUR_RULES, signIn } from '#tests/support/browser'
import { userActor } from '#accounts/users/actor'

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'

test.group('Accessibility', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const [colorScheme, rules] of [
    ['light', undefined],
    ['dark', COLOUR_RULES],
  ] as const) {
    test(`axe finds no violation on any page in the ${colorScheme}`, async ({
      browser,
      browserContext,
      assert,
    }) => {
      const baseURL = await baseUrlOf(browserContext)
      const context = await browser.newContext({ baseURL, colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const barriers: Record<string, string[]> = {}
      const checkPage = async (name: string) => {
        const found = await findViolations(page, rules && [...rules])
        if (found.length > 0) barriers[name] = found
      }

      for (const path of ['/login', '/register', '/nowhere']) {
        await page.goto(path)
        await checkPage(path)
      }
      await page.goto('/register')
      await page.getByLabel('Username').fill('ada')
      await page.getByLabel('Email').fill('ada@example.org')
      await page.getByLabel('Password').fill('password')
      await page.getByRole('button', { name: 'Create account' }).click()
      await page.waitForSelector('.field__error')
      await checkPage('/register with faults')

      const { user, task } = await createStory()
      await signIn(page, user)
      for (const path of ['/tasks', '/tasks?search=nothing', '/tasks?status=todo', ...of(task)]) {
        await page.goto(path)
        await checkPage(path)
      }
      await page.goto('/tasks')
      await page.locator('button.filter').first().click()
      await checkPage('a filter')
      await page.keyboard.press('Escape')
      await page.locator('.task button').first().click()
      await checkPage('the menu of a status')
      await page.locator('#row-menu').getByRole('button', { name: 'Done' }).click()
      await page.waitForSelector('.flash')
      await checkPage('a message')
      await page.keyboard.press('?')
      await checkPage('the help')

      assert.deepEqual(barriers, {})
      await context.close()
    })
  }

  for (const width of [390, 320]) {
    test(`no page scrolls horizontally at ${width} pixels`, async ({
      browser,
      browserContext,
      assert,
    }) => {
      const baseURL = await baseUrlOf(browserContext)
      const context = await browser.newContext({ baseURL, viewport: { width, height: 700 } })
      const page = await context.newPage()
      const { user, task } = await createStory()
      await page.goto('/register')
      assert.equal(await overflowOf(page), 0, '/register')
      await signIn(page, user)
      for (const path of ['/tasks', '/tasks?status=todo&search=nothing', ...of(task)]) {
        await page.goto(path)
        assert.equal(await overflowOf(page), 0, path)
      }

      await page.goto('/tasks')
      const menus = await page.locator('button.filter').all()
      assert.isNotEmpty(menus)
      for (const menu of menus) {
        await menu.click()
        assert.equal(await overflowOf(page), 0, await menu.innerText())
        await page.keyboard.press('Escape')
      }
      await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('link', { name: 'My tasks' }).click()
      await page.waitForURL('**/tasks?assigned_to=me')
      await context.close()
    })
  }

  test('the keyboard reaches the main content first, and focus is visible', async ({
    browserContext,
    assert,
  }) => {
    const { user } = await createStory()
    const page = await browserContext.newPage()
    await signIn(page, user)
    await page.goto('/tasks')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement!.textContent), 'Skip to content')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement!.id), 'main')

    await page.keyboard.press('Tab')
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement!).outlineStyle
    )
    assert.equal(outline, 'solid')
  })

  test('flash messages are announced', async ({ browserContext }) => {
    const { user } = await createStory()
    const page = await browserContext.newPage()
    await signIn(page, user)
    await page.getByLabel('Title of a new task').fill('Feed the cat')
    await page.getByLabel('Title of a new task').press('Enter')

    await page.assertTextContains('#announcements', 'Feed the cat')
  })

  test('no page violates its content security policy', async ({ browserContext, assert }) => {
    const { user, task } = await createStory()
    const page = await browserContext.newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(error.message))
    await signIn(page, user)
    for (const path of ['/tasks', ...of(task)]) await page.goto(path)

    assert.isEmpty(errors)
  })
})

const of = ({ id }: { id: number }) => [
  `/tasks/${id}`,
  `/tasks/${id}/edit`,
  `/tasks/new?parent_task=${id}`,
  '/profile',
]

/** A task with everything a page can show, and unbreakable words. */
async function createStory() {
  const user = await UserFactory.merge({ firstName: 'Ada', lastName: LONG.slice(0, 60) }).create()
  const team = await createTeam(user)
  await team.merge({ name: LONG }).save()
  const task = await TaskFactory.merge({
    createdById: user.id,
    title: LONG,
    teamId: team.id,
    description: `# ${LONG}\n\n${LONG}\n\n\`\`\`\n${LONG.repeat(3)}\n\`\`\`\n\n| a | ${LONG} |\n|---|---|\n| b | c |`,
  })
    .apply('overdue')
    .create()
  await TaskFactory.merge({ createdById: user.id, parentTaskId: task.id, title: LONG }).create()
  await TaskFactory.merge({ createdById: user.id }).apply('done').create()
  await assign(task, user)
  await new UpdateTask().handle(userActor(user), task, {
    tags: [LONG.slice(0, 50), 'garden', 'home', 'water'],
    priority: 'urgent',
    title: `${LONG} 2`,
  })
  await new AddComment().handle(userActor(user), task, {
    body: `${LONG}\n\n- **one**\n- [two](/tasks)`,
  })
  return { user, task }
}

/** By how many pixels the page is wider than the viewport. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}
