import { createRequire } from 'node:module'
import type { BrowserContext, Locator, Page } from 'playwright'
import { expect } from 'playwright/test'
import type User from '#accounts/users/models/user'
import { PASSWORD } from '#database/factories/user_factory'

const TIMEOUT_MS = 15_000

export async function signIn(page: Page, user: User, password = PASSWORD) {
  await page.goto('/login')
  await page.getByLabel('Username or email').fill(user.username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/tasks')
}

export async function signedInPage(context: BrowserContext, user: User): Promise<Page> {
  const page = await context.newPage()
  await signIn(page, user)
  return page
}

/** For tests that create their own browser contexts. */
export async function baseUrlOf(context: BrowserContext): Promise<string> {
  const page = await context.newPage()
  await page.goto('/login')
  const { origin } = new URL(page.url())
  await page.close()
  return origin
}

export async function assertTexts(page: Page, selector: string, texts: string[]) {
  await expect(page.locator(selector)).toHaveText(texts, { timeout: TIMEOUT_MS })
}

export async function assertInViewport(element: Locator) {
  await expect(element).toBeInViewport({ ratio: 0.99, timeout: TIMEOUT_MS })
}

export async function waitUntilLoaded(page: Page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules whose result depends on the colour scheme. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Returns axe-core's WCAG 2.2 AA violations on the current page as `rule: element`. */
export async function findViolations(page: Page, rules = WCAG): Promise<string[]> {
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
