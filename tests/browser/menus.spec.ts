import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import Tag from '#tasks/tags/models/tag'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { resetThrottles } from '#tests/support/throttles'
import {
  baseUrlOf,
  assertInViewport,
  signedInPage,
  waitUntilLoaded,
  signIn,
} from '#tests/support/browser'
import { createTeam } from '#database/factories/team_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { userActor } from '#accounts/users/actor'

const OPENERS = 'button[popovertarget]:not([popovertarget=navigation])'

test.group('Menus', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  for (const width of [320, 390, 1280]) {
    test(`open within a viewport of ${width} pixels`, async ({
      browser,
      browserContext,
      assert,
    }) => {
      const { page, paths } = await open(browser, browserContext, { width, height: 700 })
      for (const path of paths) {
        await page.goto(path)
        const openers = await page.locator(OPENERS).all()
        assert.isNotEmpty(openers)
        for (const opener of openers) {
          await opener.click()
          await assertInViewport(page.locator(':popover-open'))
          await page.keyboard.press('Escape')
        }
      }
      await page.context().close()
    })
  }

  test('accept clicks on the text, icon and padding of every item', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { page, paths } = await open(browser, browserContext, { width: 1280, height: 700 })
    const seen = new Set<string>()
    page.on('crash', () => assert.fail(`the tab crashed after ${[...seen].at(-1)}`))
    for (const path of paths) {
      await page.goto(path)
      await recordPresses(page)
      for (const opener of await page.locator(OPENERS).all()) {
        const menu = (await opener.getAttribute('popovertarget'))!
        if (seen.has(menu)) continue
        seen.add(menu)

        await opener.click()
        const items = await page.locator(':popover-open :is(.menu__item, .choice)').all()
        assert.isNotEmpty(items, menu)
        for (const item of items) {
          for (const [part, point] of Object.entries(await pointsOf(item))) {
            if (!(await page.locator(':popover-open').count())) await opener.click()
            await item.scrollIntoViewIfNeeded()
            const before = await stateOf(item)
            const { x, y } = (await item.boundingBox())!
            await page.mouse.click(x + point.x, y + point.y)
            assert.notDeepEqual(await stateOf(item), before, `${path} ${menu}: ${part}`)
          }
        }
        await page.keyboard.press('Escape')
      }
    }
    for (const menu of [
      'row-menu',
      'menu-status',
      'menu-priority',
      'menu-assignees',
      'menu-tags',
    ]) {
      assert.include([...seen], menu)
    }
    await page.context().close()
  })

  test('support arrow keys, Home, End and type-ahead', async ({ browserContext, assert }) => {
    const { page } = await openList(browserContext)
    const focused = () => page.evaluate(() => (document.activeElement as any).value)
    for (const opener of ['.task button', 'button.filter']) {
      await page.locator(opener).first().focus()
      await page.keyboard.press('ArrowDown')
      await page.waitForFunction(() => document.activeElement!.closest(':popover-open'))
      for (const [key, value] of [
        ['Home', 'todo'],
        ['ArrowDown', 'in_progress'],
        ['ArrowUp', 'todo'],
        ['ArrowUp', 'cancelled'],
        ['ArrowDown', 'todo'],
        ['End', 'cancelled'],
        ['b', 'blocked'],
        ['c', 'cancelled'],
      ]) {
        await page.keyboard.press(key)
        assert.equal(await focused(), value, `${opener}: ${key}`)
      }
      await page.keyboard.type('bl')
      assert.equal(await focused(), 'blocked', opener)
      await page.keyboard.press('Escape')
      await page.assertNotExists(':popover-open')
      assert.isTrue(
        await page
          .locator(opener)
          .first()
          .evaluate((button) => button === document.activeElement)
      )
    }
    await page.assertPath('/tasks')
  })

  test('opened by Enter start at the current value', async ({ browserContext, assert }) => {
    const { page, task } = await openList(browserContext)
    await task.merge({ status: 'blocked' }).save()
    await page.reload()
    await page.locator('.task button').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement!.closest(':popover-open'))
    assert.equal(await page.evaluate(() => (document.activeElement as any).value), 'blocked')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')

    await page.assertTextContains('.flash', 'Done')
    await task.refresh()
    assert.equal(task.status, 'done')
  })

  test('apply nothing when closed by Esc', async ({ browserContext, assert }) => {
    const { page } = await openList(browserContext)
    const requests: string[] = []
    page.on('request', (request) => {
      if (!request.url().includes('/assets/')) requests.push(request.url())
    })
    const filter = page.locator('button.filter', { hasText: 'Status' })
    await filter.click()
    await page.getByLabel('Blocked', { exact: true }).check()
    await page.keyboard.press('Escape')
    await page.assertNotExists(':popover-open')
    await filter.click()
    assert.isFalse(await page.getByLabel('Blocked', { exact: true }).isChecked())
    await page.keyboard.press('Escape')
    assert.isEmpty(requests)
    await page.assertPath('/tasks')
  })

  test('apply when clicking outside, without activating what is there', async ({
    browserContext,
    assert,
  }) => {
    const { page, task } = await openList(browserContext)
    const visits: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest() || request.headers()['turbo-frame']) return
      if (!request.url().includes('/assets/')) visits.push(request.url())
    })
    const filter = page.locator('button.filter', { hasText: 'Priority' })
    await filter.click()
    await page.getByLabel('High', { exact: true }).check()
    const title = (await page.locator('.task__title').boundingBox())!
    await page.mouse.click(title.x + title.width - 5, title.y + title.height / 2)
    await page.mouse.move(0, 0) // Turbo prefetches links under the mouse
    await page.waitForURL('**/tasks?priority=high')
    await waitUntilLoaded(page)
    await page.assertPath('/tasks')
    assert.isEmpty(visits.filter((url) => url.includes(`/tasks/${task.id}`)))

    await page.getByLabel('Medium', { exact: true }).waitFor({ state: 'hidden' })
    await filter.click()
    await page.getByLabel('Medium', { exact: true }).check()
    await filter.click()
    await page.waitForURL('**/tasks?priority=high&priority=medium')
    await page.assertTextContains('.task__title', task.title)
    await filter.click()
    await page.locator('.task__title').click()
    await page.waitForURL(`**/tasks/${task.id}?*`)
  })

  test('apply once when Tab leaves them', async ({ browserContext, assert }) => {
    const { page } = await openList(browserContext)
    const visits: string[] = []
    page.on('request', (request) => request.url().includes('?') && visits.push(request.url()))
    await page.locator('button.filter', { hasText: 'Priority' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement!.closest(':popover-open'))
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    assert.isEmpty(visits)
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')

    await page.waitForURL('**/tasks?priority=urgent&priority=high')
    assert.lengthOf(visits, 1)
  })
})

/** All menus: filters, rows, task properties, comments. */
async function open(
  browser: Browser,
  browserContext: BrowserContext,
  viewport: { width: number; height: number }
) {
  const user = await UserFactory.create()
  await UserFactory.createMany(3)
  await createTeam(user)
  await Tag.create({ name: 'garden', createdById: user.id })
  const [task] = await TaskFactory.merge({ createdById: user.id }).createMany(12)
  await TaskFactory.merge({ createdById: user.id, parentTaskId: task.id }).create()
  await new AddComment().handle(userActor(user), task, { body: 'Soon' })
  const context = await browser.newContext({ baseURL: await baseUrlOf(browserContext), viewport })
  const page = await context.newPage()
  await signIn(page, user)
  return { page, paths: ['/tasks', `/tasks/${task.id}`] }
}

async function openList(context: BrowserContext) {
  const user = await UserFactory.create()
  const task = await TaskFactory.merge({ createdById: user.id }).create()
  return { page: await signedInPage(context, user), task }
}

/** Counts submissions instead of leaving the page. */
function recordPresses(page: Page) {
  return page.evaluate(() => {
    for (const type of ['click', 'submit']) {
      document.addEventListener(
        type,
        (event: any) => {
          const item = event.submitter ?? event.target.closest('a.menu__item')
          if (!item) return
          item.dataset.pressed = String(Number(item.dataset.pressed ?? 0) + 1)
          event.preventDefault()
          if (type === 'submit') event.stopImmediatePropagation()
        },
        true
      )
    }
  })
}

/** Points of an item to click, from its corner. */
function pointsOf(item: Locator): Promise<Record<string, { x: number; y: number }>> {
  return item.evaluate((element) => {
    const box = element.getBoundingClientRect()
    const middleOf = ({ x, y, width, height }: DOMRect) => ({
      x: x + width / 2 - box.x,
      y: y + height / 2 - box.y,
    })
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
      node.textContent!.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP
    )
    const words = document.createRange()
    words.selectNodeContents(walker.nextNode()!)
    const icon = element.querySelector('svg, .avatar')
    return {
      words: middleOf(words.getBoundingClientRect()),
      padding: { x: 2, y: box.height / 2 },
      ...(icon && { icon: middleOf(icon.getBoundingClientRect()) }),
    }
  })
}

/** What a click changes: a tick, or the count of submissions. */
function stateOf(item: Locator) {
  return item.evaluate((element: HTMLElement) => [
    element.querySelector('input')?.checked,
    element.dataset.pressed,
  ])
}
