import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { BrowserContext } from 'playwright'
import Comment from '#tasks/comments/models/comment'
import { resetThrottles } from '#tests/support/throttles'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'
import {
  baseUrlOf,
  assertTexts,
  findViolations,
  signedInPage,
  signIn,
} from '#tests/support/browser'

const DESCRIPTION = `# Level one
## Level two
### Level three
#### Level four
##### Level five
###### Level six

- [x] Buy ~~milk~~ **oat milk**
- [ ] Ask @ada about #1
  - [ ] a very long one that has to be wrapped on a narrow screen, since it says so much
1. [ ] numbered

> Quoted by _somebody_

| Crop | Yield |
| ---- | ----: |
| Peas | 12 kg |

\`\`\`js
water('plants')
\`\`\`

<https://example.org/${'a-long-path/'.repeat(12)}>`

test.group('Markdown texts', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  async function createTask(comments: string[]) {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({
      createdById: user.id,
      description: DESCRIPTION,
    }).create()
    await Comment.createMany(comments.map((body) => ({ body, taskId: task.id, userId: user.id })))
    return { user, task }
  }

  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `Number ${from + index}`)

  async function openTask(context: BrowserContext, comments: string[]) {
    const { user, task } = await createTask(comments)
    const page = await signedInPage(context, user)
    await page.goto(`/tasks/${task.id}`)
    return { page, task }
  }

  test('have six heading sizes, checkboxes, tables and links, all accessible', async ({
    browserContext,
    assert,
  }) => {
    const { page } = await openTask(browserContext, ['- [x] done'])
    const sizes = await page
      .locator('#description + .prose :is(h3, h4, h5, h6)')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))
    assert.lengthOf(new Set(sizes), 6)
    assert.deepEqual(
      sizes,
      sizes.toSorted((one, other) => other - one)
    )
    assert.equal(await page.getByRole('checkbox', { name: 'To do', disabled: true }).count(), 3)
    assert.isTrue(await page.getByRole('checkbox', { name: 'Done' }).first().isChecked())
    await page.assertTextContains('.prose a[href="/people/ada"]', '@ada')
    await page.assertTextContains('.prose a[href="/tasks/1"]', '#1')

    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [320, 1280]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 900 })
        // A new page, because colours fade on the current one.
        await page.reload()
        assert.deepEqual(await findViolations(page), [], `${colorScheme} ${width}`)
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        )
        assert.equal(overflow, 0, `${colorScheme} ${width}`)
      }
    }
  })

  test('load earlier comments above the current ones', async ({ browserContext, assert }) => {
    const { page, task } = await openTask(browserContext, numbered(1, 70))
    await assertTexts(page, '.comment .prose', numbered(41, 70))

    await page.getByRole('link', { name: 'Show earlier' }).click()
    await assertTexts(page, '.comment .prose', numbered(11, 70))
    await page.assertPath(`/tasks/${task.id}`)
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'history')
    assert.deepEqual(await findViolations(page), [])

    await page.getByRole('link', { name: 'Show earlier' }).click()
    await assertTexts(page, '.comment .prose', numbered(1, 70))
    await page.assertNotExists('.timeline__earlier')

    await page.locator('.comment').first().getByLabel('Comment actions').click()
    await page.locator('.comment').first().getByRole('link', { name: 'Edit' }).click()
    await page.waitForURL('**/edit*')
    await page.getByLabel('Comment').fill('Number one')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL('**?*before=*')
    await assertTexts(page, '.comment .prose', ['Number one'])
    await page.getByRole('link', { name: 'Show latest' }).click()
    await assertTexts(page, '.comment .prose', numbered(41, 70))
  })

  test('are paginated without scripts too', async ({ browser, browserContext }) => {
    const { user, task } = await createTask(numbered(1, 40))
    const context = await browser.newContext({
      javaScriptEnabled: false,
      baseURL: await baseUrlOf(browserContext),
    })
    const page = await context.newPage()
    await signIn(page, user)
    await page.goto(`/tasks/${task.id}`)
    await assertTexts(page, '.comment .prose', numbered(11, 40))
    await page.getByRole('link', { name: 'Show earlier' }).click()
    await assertTexts(page, '.comment .prose', numbered(1, 10))
    await page.getByRole('link', { name: 'Show latest' }).click()
    await assertTexts(page, '.comment .prose', numbered(11, 40))
    await context.close()
  })

  test('can be deleted and restored', async ({ browserContext }) => {
    const { page } = await openTask(browserContext, ['Keep me'])
    await page.getByLabel('Comment actions').click()
    await page.locator('.comment').getByRole('button', { name: 'Delete' }).click()
    await page.assertTextContains('.flash', 'Comment deleted')
    await page.assertNotExists('.comment')

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.assertTextContains('.flash', 'Comment restored')
    await assertTexts(page, '.comment .prose', ['Keep me'])
    await page.assertNotExists('.comment__head :text("edited")')
  })
})
