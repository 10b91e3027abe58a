import logger from '@adonisjs/core/services/logger'
import Rendering, { type Written } from '#tasks/comments/models/rendering'
import { renderMarkdown } from '#core/markdown/render_markdown'

/** For how long a page begins to render what isn't kept yet, in milliseconds. */
const BUDGET_MS = 500

/**
 * The HTML of texts of one task, each in its place. What was written by other ways than the product's,
 * or is seen for the first time, is rendered and kept now, as far as the budget goes; the rest is
 * shown as plain text, until the next time.
 */
export async function renderTexts(texts: readonly Written[]): Promise<string[]> {
  const kept = await Rendering.htmlOf(texts)
  const budget = AbortSignal.timeout(BUDGET_MS)
  const rendered: string[] = []
  for (const [index, written] of texts.entries()) {
    rendered.push(kept[index] ?? (await render(written, budget)))
  }
  return rendered
}

/** Keeping saves time and nothing else: a page is shown also where it fails. */
async function render(written: Written, budget: AbortSignal): Promise<string> {
  const { html, isFinal } = await renderMarkdown(written.text, budget)
  if (isFinal) {
    await Rendering.keep(written, html).catch((error) =>
      logger.warn({ err: error, task: written.taskId }, 'a rendering could not be kept')
    )
  }
  return html
}
