import MarkdownIt from 'markdown-it'
import { mentionsIn } from '#core/markdown/mentions'

export interface Rendered {
  html: string

  /** Lower case. */
  mentions: string[]
}

const { escapeHtml } = new MarkdownIt().utils

/** For text that isn't rendered yet; linear time. */
export function plainText(text: string): Rendered {
  const html = `<p class="prose__plain">${escapeHtml(text)}</p>\n`
  return { html, mentions: mentionsIn(text).flatMap(({ names }) => names) }
}
