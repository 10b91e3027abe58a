import MarkdownIt from 'markdown-it'
import { mentionsIn } from '#core/markdown/mentions'

export interface Rendered {
  /** Safe to show as it is, to whoever may read the text. */
  html: string

  /** What may be usernames after an `@`, in lower case. */
  mentions: string[]
}

const { escapeHtml } = new MarkdownIt().utils

/** For text that isn't rendered yet; linear time. */
export function plainText(text: string): Rendered {
  const html = `<p class="prose__plain">${escapeHtml(text)}</p>\n`
  return { html, mentions: mentionsIn(text).flatMap(({ names }) => names) }
}
