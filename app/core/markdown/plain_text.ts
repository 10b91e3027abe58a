import MarkdownIt from 'markdown-it'
import { mentionsIn } from '#core/markdown/mentions'
import type { Rendered } from '#core/markdown/markdown'

const { escapeHtml } = new MarkdownIt().utils

/** Text as it was typed, for what isn't rendered (yet). Takes linear time. */
export function plainText(text: string): Rendered {
  const html = `<p class="prose__plain">${escapeHtml(text)}</p>\n`
  return { html, mentions: mentionsIn(text).flatMap(({ names }) => names) }
}
