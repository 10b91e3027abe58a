import MarkdownIt from 'markdown-it'

/**
 * Markdown as people write it in tasks. HTML in the text is shown as text, never passed on, and the
 * library refuses links that run scripts; so what comes out needs no sanitiser.
 */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true })

/** Pictures of other sites tell those sites who reads: they are shown as links instead. */
markdown.disable('image')
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

markdown.renderer.rules.link_open = (tokens, index, options, _env, renderer) => {
  tokens[index].attrSet('rel', 'noopener noreferrer nofollow')
  return renderer.renderToken(tokens, index, options)
}

/** The page owns the first two levels of headings. */
markdown.core.ruler.push('lower_headings', (state) => {
  for (const token of state.tokens) {
    if (!token.type.startsWith('heading_')) continue
    token.tag = `h${Math.min(Number(token.tag.slice(1)) + 2, 6)}`
  }
})

/** HTML that is safe to show as it is. */
export function renderMarkdown(text: string): string {
  return markdown.render(text)
}
