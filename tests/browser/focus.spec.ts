import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { BrowserContext, Page } from 'playwright'
import { baseUrlOf, signedInPage, signIn } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

test.group('Focus', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('stays on the row whose status changes', async ({ browserContext, assert }) => {
    const { page, tasks } = await open(browserContext)
    for (const status of ['In progress', 'Blocked']) {
      await choose(page, `#task-${tasks[1].id} button`, status)
      await page.locator('.flash', { hasText: status }).waitFor()
      assert.match(await nameOfFocus(page), new RegExp(`^Status of Second: ${status}$`))
    }
  })

  test('moves to the row that replaces one that leaves the list', async ({
    browserContext,
    assert,
  }) => {
    const { page, tasks } = await open(browserContext, '/tasks?status=todo,blocked&ordering=title')
    await choose(page, `#task-${tasks[0].id} button`, 'Done')
    await page.locator(`#task-${tasks[0].id}`).waitFor({ state: 'detached' })
    await page.assertTextContains('.flash', 'Done')
    assert.match(await nameOfFocus(page), /^Status of Second/)

    for (const id of [tasks[2].id, tasks[1].id]) {
      await choose(page, `#task-${id} button`, 'Done')
      await page.locator(`#task-${id}`).waitFor({ state: 'detached' })
    }
    await page.waitForFunction(() => document.activeElement!.matches('h1'))
  })

  test('stays on the field or filter that was used', async ({ browserContext, assert }) => {
    const { page } = await open(browserContext)
    await page.getByLabel('Title of a new task').fill('Fourth')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Fourth', exact: true }).waitFor()
    assert.equal(await nameOfFocus(page), 'Title of a new task')

    await page.locator('button.filter', { hasText: 'Status' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement!.closest(':popover-open'))
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForURL('**status=todo&**')
    await page.waitForFunction(() =>
      document.activeElement!.matches('[popovertarget=menu-status].filter--on')
    )
    await page.getByLabel('Sort by').focus()
    await page.getByLabel('Sort by').selectOption('status')
    await page.locator('option[value=status][selected]').waitFor({ state: 'attached' })
    await page.waitForFunction(() => document.activeElement!.matches('#ordering'))
  })

  test('moves to the heading of the next page, whose title is announced', async ({
    browserContext,
  }) => {
    const { page } = await open(browserContext)
    const links: [() => Promise<unknown>, string][] = [
      [() => page.keyboard.press('j').then(() => page.keyboard.press('Enter')), 'First'],
      [() => page.getByRole('link', { name: 'Edit' }).press('Enter'), 'Edit task'],
      [() => page.goBack(), 'First'],
      [() => page.getByRole('link', { name: 'My tasks' }).press('Enter'), 'My tasks'],
      [
        () => page.getByRole('link', { name: 'Notifications' }).first().press('Enter'),
        'Notifications',
      ],
    ]
    for (const [go, heading] of links) {
      await go()
      await page.waitForFunction((text) => {
        const said = document.getElementById('announcements')!.textContent!
        const { activeElement } = document
        return (
          activeElement!.matches('h1') &&
          activeElement!.textContent === text &&
          said.includes(document.title)
        )
      }, heading)
    }
  })

  test('stays on the changed property of a task, and the change is announced', async ({
    browserContext,
    assert,
  }) => {
    const { page, tasks } = await open(browserContext)
    await page.goto(`/tasks/${tasks[0].id}`)
    for (const [menu, choice] of [
      ['menu-status', 'Blocked'],
      ['menu-priority', 'Urgent'],
    ]) {
      await choose(page, `[popovertarget=${menu}]`, choice)
      await page.assertTextContains('.flash', `“First”: ${choice}`)
      await page.assertTextContains('#announcements', `“First”: ${choice}`)
      assert.include(await nameOfFocus(page), choice)
    }
  })

  test('starts at the row without scripts too', async ({ browser, browserContext, assert }) => {
    const { user, tasks } = await createTasks()
    const baseURL = await baseUrlOf(browserContext)
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
    const page = await context.newPage()
    await signIn(page, user)
    await page.goto('/tasks?status=todo,in_progress')
    await page.locator(`#task-${tasks[1].id} button`).press('Enter')
    await page.getByRole('heading', { name: 'Status of Second' }).waitFor()
    await page.getByRole('button', { name: 'In progress' }).press('Enter')
    await page.assertTextContains('.flash', 'In progress')
    assert.equal(new URL(page.url()).hash, `#task-${tasks[1].id}`)
    await page.assertQueryString({ status: 'todo,in_progress' })
    await page.keyboard.press('Tab')
    await page.locator(`#task-${tasks[1].id} button:focus`).waitFor()
    await context.close()
  })
})

async function createTasks() {
  const user = await UserFactory.create()
  const tasks = []
  for (const title of ['First', 'Second', 'Third']) {
    tasks.push(await TaskFactory.merge({ createdById: user.id, title }).create())
  }
  return { user, tasks }
}

async function open(context: BrowserContext, path = '/tasks?ordering=title') {
  const { user, tasks } = await createTasks()
  const page = await signedInPage(context, user)
  await page.goto(path)
  return { page, tasks }
}

/** Uses only the keyboard. */
async function choose(page: Page, opener: string, choice: string) {
  await page.locator(opener).focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement!.closest(':popover-open'))
  await page.keyboard.press('Home')
  while ((await nameOfFocus(page)) !== choice) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: element } = document
    return (element!.getAttribute('aria-label') ?? element!.textContent!)
      .trim()
      .replace(/\s+/g, ' ')
  })
}
