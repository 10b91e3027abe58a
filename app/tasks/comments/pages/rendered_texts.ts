import logger from '@adonisjs/core/services/logger'
import Rendering, { type Written } from '#tasks/comments/models/rendering'
import { renderMarkdown } from '#core/markdown/render_markdown'

const BUDGET_MS = 500

/** Texts without stored HTML are rendered within the budget, then shown as plain text. */
export async function renderTexts(texts: readonly Written[]): Promise<string[]> {
  const kept = await Rendering.htmlOf(texts)
  const budget = AbortSignal.timeout(BUDGET_MS)
  const rendered: string[] = []
  for (const [index, written] of texts.entries()) {
    rendered.push(kept[index] ?? (await render(written, budget)))
  }
  return rendered
}

/** Storing is optional: the page is shown when it fails. */
async function render(written: Written, budget: AbortSignal): Promise<string> {
  const { html, isFinal } = await renderMarkdown(written.text, budget)
  if (isFinal) {
    await Rendering.keep(written, html).catch((error) =>
      logger.warn({ err: error, task: written.taskId }, 'rendered HTML could not be stored')
    )
  }
  return html
}
