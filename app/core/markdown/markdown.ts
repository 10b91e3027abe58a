import MarkdownIt from 'markdown-it'
import { linkMentions } from '#core/markdown/mentions'
import { showTaskLists } from '#core/markdown/task_lists'
import { plainText, type Rendered } from '#core/markdown/plain_text'

/** Raise it with every change of what comes out: what was kept of an older version is rendered anew. */
export const RENDERER_VERSION = 3

/**
 * How much HTML may come of a text, by its length: as much as of plain text in which every character
 * is escaped. References to one long link, or a table of empty cells, would make hundreds of times
 * that.
 */
const maxHtml = ({ length }: string) => 6 * length + 10_000

/**
 * Markdown as people write it in tasks. HTML in the text is shown as text, never passed on, and links
 * go by an allow-list of schemes; so what comes out needs no sanitiser.
 */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 50 })
  .use(linkMentions)
  .use(showTaskLists)

/** Pictures of other sites tell those sites who reads: they are shown as links instead. */
markdown.disable('image')

/** Addresses become links where they are written in full. Finding `//` takes quadratic time. */
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
for (const schema of ['//', 'ftp:']) markdown.linkify.add(schema, null)

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:']

/** Asks the parser that browsers use: it drops characters that a pattern would stumble over. */
markdown.validateLink = (address) => {
  const url = URL.parse(address, 'https://here.invalid')
  return url !== null && SCHEMES.includes(url.protocol)
}

markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  const isForeign = !/^\/(?!\/)/.test(String(tokens[index].attrGet('href')))
  if (isForeign) tokens[index].attrSet('rel', 'noopener noreferrer nofollow')
  return renderer.renderToken(tokens, index, options)
}

/** The page owns the first two levels of headings; `data-level` is the level that was written. */
markdown.core.ruler.push('lower_headings', (state) => {
  for (const token of state.tokens) {
    if (!token.type.startsWith('heading_')) continue
    const level = Number(token.tag.slice(1))
    if (token.nesting > 0) token.attrSet('data-level', String(level))
    token.tag = `h${Math.min(level + 2, 6)}`
  }
})

/** A wide table scrolls: the keyboard must reach it. */
markdown.renderer.rules.table_open = (tokens, index, options, _env, renderer) => {
  tokens[index].attrSet('tabindex', '0')
  return renderer.renderToken(tokens, index, options)
}

/** The content security policy refuses styles in elements: a column's alignment becomes a class. */
markdown.core.ruler.push('align_columns', (state) => {
  for (const token of state.tokens) {
    const [, side] = /^text-align:(\w+)$/.exec(String(token.attrGet('style'))) ?? []
    if (side) token.attrs = [['class', `align-${side}`]]
  }
})

/**
 * One parse for both. It takes time by the length of the text, some texts more than others: where
 * others wait it runs in a thread of its own, by `renderMarkdown`.
 */
export function interpretMarkdown(text: string): Rendered {
  const env = { mentions: [] as string[] }
  const html = markdown.render(text, env)
  if (html.length > maxHtml(text)) return plainText(text)
  return { html, mentions: [...new Set(env.mentions)] }
}
