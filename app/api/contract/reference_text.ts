import MarkdownIt from 'markdown-it'
import edge from 'edge.js'

const markdown = new MarkdownIt({ html: false })

markdown.core.ruler.push('addresses', (state) => {
  state.tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return
    token.attrSet('id', slug(state.tokens[index + 1].content))
  })
})

const slug = (heading: string) => heading.toLowerCase().replace(/\W+/g, '-')

export const prose = once((text: string) => edge.globals.html.safe(markdown.render(text)))

export const phrase = once((text: string) => edge.globals.html.safe(markdown.renderInline(text)))

/** The texts are the same for every request. */
function once<Result>(render: (text: string) => Result) {
  const known = new Map<string, Result>()
  return (text: string) => {
    if (!known.has(text)) known.set(text, render(text))
    return known.get(text)!
  }
}

export function headings(text: string) {
  return [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => ({ title, anchor: slug(title) }))
}

const JSON_TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\b\d+(?:\.\d+)?\b/g

/** Highlighted JSON. */
export function json(value: unknown) {
  const text = edge.globals.html.escape(JSON.stringify(value, null, 2)).replaceAll('&quot;', '"')
  return edge.globals.html.safe(
    text.replace(JSON_TOKENS, (token: string, quoted?: string, colon?: string) => {
      if (colon) return `<span class="json-key">${quoted}</span>${colon}`
      return `<span class="${quoted ? 'json-text' : 'json-literal'}">${token}</span>`
    })
  )
}
