import MarkdownIt from 'markdown-it'
import { linkMentions } from '#core/markdown/mentions'
import { showTaskLists } from '#core/markdown/task_lists'
import { plainText, type Rendered } from '#core/markdown/plain_text'

/** Increment with every change of the output: stored renderings are renewed. */
export const RENDERER_VERSION = 3

/** Reference links and empty tables could expand to hundreds of times the text. */
const maxHtml = ({ length }: string) => 6 * length + 10_000

/** Raw HTML is escaped and link schemes are limited, so the output needs no sanitiser. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 50 })
  .use(linkMentions)
  .use(showTaskLists)

/** External images would reveal readers to other sites: they become links. */
markdown.disable('image')

/** Linkify with a scheme only; finding `//` takes quadratic time. */
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
for (const schema of ['//', 'ftp:']) markdown.linkify.add(schema, null)

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:']

/** The URL parser drops characters that a regular expression would trip over. */
markdown.validateLink = (address) => {
  const url = URL.parse(address, 'https://here.invalid')
  return url !== null && SCHEMES.includes(url.protocol)
}

markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  const isForeign = !/^\/(?!\/)/.test(String(tokens[index].attrGet('href')))
  if (isForeign) tokens[index].attrSet('rel', 'noopener noreferrer nofollow')
  return renderer.renderToken(tokens, index, options)
}

/** The page owns heading levels 1 and 2; `data-level` keeps the written level. */
markdown.core.ruler.push('lower_headings', (state) => {
  for (const token of state.tokens) {
    if (!token.type.startsWith('heading_')) continue
    const level = Number(token.tag.slice(1))
    if (token.nesting > 0) token.attrSet('data-level', String(level))
    token.tag = `h${Math.min(level + 2, 6)}`
  }
})

/** Wide tables scroll, so they must be focusable. */
markdown.renderer.rules.table_open = (tokens, index, options, _env, renderer) => {
  tokens[index].attrSet('tabindex', '0')
  return renderer.renderToken(tokens, index, options)
}

/** The content security policy forbids style attributes, so alignment becomes a class. */
markdown.core.ruler.push('align_columns', (state) => {
  for (const token of state.tokens) {
    const [, side] = /^text-align:(\w+)$/.exec(String(token.attrGet('style'))) ?? []
    if (side) token.attrs = [['class', `align-${side}`]]
  }
})

/** May be slow for hostile text: use `renderMarkdown` where others wait. */
export function interpretMarkdown(text: string): Rendered {
  const env = { mentions: [] as string[] }
  const html = markdown.render(text, env)
  if (html.length > maxHtml(text)) return plainText(text)
  return { html, mentions: [...new Set(env.mentions)] }
}
