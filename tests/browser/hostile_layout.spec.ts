import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Page } from 'playwright'
import Tag from '#tasks/tags/models/tag'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { baseUrlOf, assertInViewport, signedInPage, signIn } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { userActor } from '#accounts/users/actor'

/** Hebrew (right-to-left) and an unbreakable word. */
const RTL = 'שלום'
const LONG = `${RTL} ${'Donaudampfschifffahrtselektrizitäten'.repeat(2)}`

test.group('Layout with unusual texts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('does not scroll horizontally at 320 pixels and keeps targets large enough', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const { user, paths } = await createStory()
    const context = await browser.newContext({
      baseURL: await baseUrlOf(browserContext),
      viewport: { width: 320, height: 700 },
    })
    const page = await context.newPage()
    await signIn(page, user)
    for (const path of paths) {
      await page.goto(path)
      assert.deepEqual(await overflowing(page), [], path)
      assert.deepEqual(await tooSmall(page), [], path)
    }
    await context.close()
  })

  test('shows each text in its own direction', async ({ browserContext, assert }) => {
    const { user, task, paths } = await createStory()
    const page = await signedInPage(browserContext, user)
    let shown = 0
    for (const path of paths) {
      await page.goto(path)
      const { fixed, count } = await directions(page)
      shown += count
      assert.deepEqual(fixed, [], path)
    }
    assert.isAbove(shown, 40)

    await page.goto(`/tasks/${task.id}`)
    const direction = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).direction)
    assert.equal(await direction('h1'), 'rtl')
    assert.equal(await direction('.comment .prose'), 'rtl')
    await page.goto(`/tasks/${task.id}/edit`)
    assert.equal(await direction('[name=title]'), 'rtl')
  })

  test('keeps text within a flash message', async ({ browserContext, assert }) => {
    const { user } = await createStory()
    const page = await signedInPage(browserContext, user)
    const title = 'W'.repeat(200)
    await page.getByLabel('Title of a new task').fill(title)
    await page.keyboard.press('Enter')
    await page.assertTextContains('.flash', title)
    const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!
    const [notice, text] = [await boxOf('.flash'), await boxOf('.flash__text a')]
    assert.isAtMost(text.x + text.width, notice.x + notice.width)
    await assertInViewport(page.locator('.flash [data-dismisses]'))
  })

  test('aligns assignees with names of different lengths', async ({ browserContext, assert }) => {
    const { user, task } = await createStory()
    const other = await UserFactory.merge({ firstName: 'Al', lastName: 'Bo' }).create()
    await assign(task, other)
    const page = await signedInPage(browserContext, user)
    await page.goto(`/tasks/${task.id}`)
    const edges = await page
      .locator('.property .person')
      .evaluateAll((names) => names.map((name) => Math.round(name.getBoundingClientRect().x)))
    assert.lengthOf(edges, 2)
    assert.lengthOf([...new Set(edges)], 1)
  })

  test('breaks no word in table cells', async ({ browser, browserContext, assert }) => {
    const user = await UserFactory.create()
    const words = ['Responsibilities', 'internationalisation', 'documentation', 'infrastructure']
    const row = (texts: string[]) => `| ${texts.join(' | ')} |`
    const description = [row(words), row(words.map(() => '---')), row(words)].join('\n')
    const task = await TaskFactory.merge({ createdById: user.id, description }).create()
    const context = await browser.newContext({
      baseURL: await baseUrlOf(browserContext),
      viewport: { width: 320, height: 700 },
    })
    const page = await context.newPage()
    await signIn(page, user)
    await page.goto(`/tasks/${task.id}`)

    assert.deepEqual(await overflowing(page), [])
    const lines = await page.locator('.prose td').evaluateAll((cells) =>
      cells.map((cell) => {
        const range = document.createRange()
        range.selectNodeContents(cell)
        return range.getClientRects().length
      })
    )
    assert.deepEqual(lines, [1, 1, 1, 1])
    await context.close()
  })
})

/** Puts the same text into every field, and lists every page that shows it. */
async function createStory() {
  const user = await UserFactory.apply('admin')
    .merge({ firstName: LONG.slice(0, 60), lastName: RTL })
    .create()
  const team = await createTeam(user)
  await team.merge({ name: LONG }).save()
  const tag = await Tag.create({ name: LONG.slice(0, 50), createdById: user.id })
  const parent = await TaskFactory.merge({ createdById: user.id, title: LONG }).create()
  const task = await TaskFactory.merge({
    createdById: user.id,
    title: LONG,
    teamId: team.id,
    parentTaskId: parent.id,
    description: `# ${LONG}\n\n${LONG}\n\n> ${LONG}`,
  })
    .apply('overdue')
    .create()
  const changes = { tags: [tag.name], assignedTo: [user.id], title: `${LONG} 2` }
  await new UpdateTask().handle(userActor(user), task, changes)
  const comment = await new AddComment().handle(userActor(user), task, { body: LONG })

  const paths = [
    '/tasks',
    `/tasks?team=${team.id}`,
    `/tasks?tags=${tag.id}&team=${team.id}&assigned_to=${user.id}&search=${LONG}`,
    '/tasks?due_after=nope',
    `/tasks/${parent.id}`,
    `/tasks/${task.id}`,
    `/tasks/${task.id}/edit`,
    `/tasks/${task.id}/status`,
    `/tasks/${task.id}/comments/${comment.id}/edit`,
    `/tasks/new?parent_task=${task.id}`,
    '/notifications',
    '/notifications/preferences',
    '/admin/deliveries',
    '/profile',
  ]
  return { user, task, paths }
}

/** Elements beyond the viewport, except inside scroll containers. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth
    const headings = Array.from(document.querySelectorAll('h1')).filter(
      (heading) => heading.scrollWidth > heading.clientWidth + 1
    )
    const chips = Array.from(document.querySelectorAll('.chip, .filter, .button')).filter(
      (element) => element.checkVisibility() && element.getBoundingClientRect().right > 320
    )
    return [...(wide ? ['the page'] : []), ...[...headings, ...chips].map((one) => one.outerHTML)]
  })
}

/** Targets smaller than 24 pixels, except links within a sentence. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed =
      'button, select, input:not([type=hidden]), a.chip, a.button, .nav__link, .pages a'
    return Array.from(document.querySelectorAll<HTMLElement>(pressed))
      .map((element) => element.closest('label') ?? element)
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < 23.9 || box.height < 23.9))
      .map(({ element, box }) => `${box.width}×${box.height} ${element.outerHTML.slice(0, 120)}`)
  })
}

/** The Hebrew texts whose direction comes from an ancestor, and the number of all. */
function directions(page: Page): Promise<{ fixed: string[]; count: number }> {
  return page.evaluate((text) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const elements: Element[] = []
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement!
      if (walker.currentNode.textContent!.includes(text)) elements.push(element)
    }
    for (const field of Array.from(
      document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea')
    )) {
      if (field.value.includes(text)) elements.push(field)
    }
    const fixed = elements.filter((element) => !element.closest('[dir=auto], bdi'))
    return {
      fixed: fixed.map((element) => element.outerHTML.slice(0, 160)),
      count: elements.length,
    }
  }, RTL)
}
