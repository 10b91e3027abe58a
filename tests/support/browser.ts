import { createRequire } from 'node:module'
import type { BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'playwright/test'
import type User from '#accounts/users/models/user'
import { PASSWORD } from '#database/factories/user_factory'

/** For how long what a page should show is waited for, in milliseconds. */
const TIMEOUT_MS = 15_000

/** Signs in as people do, by the form. */
export async function signIn(page: Page, user: User, password = PASSWORD) {
  await page.goto('/login')
  await page.getByLabel('Username or email').fill(user.username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/tasks')
}

/** A page of somebody who is signed in. */
export async function pageOf(context: BrowserContext, user: User): Promise<Page> {
  const page = await context.newPage()
  await signIn(page, user)
  return page
}

/** Where the server under test listens, for contexts of one's own. */
export async function addressOf(context: BrowserContext): Promise<string> {
  const page = await context.newPage()
  await page.goto('/login')
  const { origin } = new URL(page.url())
  await page.close()
  return origin
}

/** Waits until these are the texts of all that the selector finds, in this order. */
export async function assertTexts(page: Page, selector: string, texts: string[]) {
  await expect(page.locator(selector)).toHaveText(texts, { timeout: TIMEOUT_MS })
}

/** Waits until all of it can be seen without scrolling. */
export async function assertInWindow(element: Locator) {
  await expect(element).toBeInViewport({ ratio: 0.99, timeout: TIMEOUT_MS })
}

/** Waits until a link or a form that was pressed has brought its page. */
export async function settled(page: Page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules that a page may pass in one look and break in another. */
export const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block']

/**
 * What axe-core finds against WCAG 2.2 AA, or against these rules alone, on the page as it stands:
 * `rule: element`.
 */
export async function findBarriers(page: Page, rules = WCAG): Promise<string[]> {
  await page.evaluate(await readAxe())
  return page.evaluate(async (runOnly) => {
    const options = { runOnly, resultTypes: ['violations'] }
    const { violations } = await (globalThis as any).axe.run(document, options)
    return violations.flatMap(({ id, nodes }: any) =>
      nodes.map((node: any) => `${id}: ${node.html.slice(0, 160)}`)
    )
  }, rules)
}

let axe: Promise<string> | undefined
function readAxe(): Promise<string> {
  axe ??= import('node:fs/promises').then(({ readFile }) => readFile(axePath, 'utf8'))
  return axe
}
