import type { MarkdownIt, StateCore, Token } from 'markdown-it'

const MAX_NAME = 30

/** `@username` or `#id`, not inside a word, as in email addresses. */
const REFERENCE =
  /(?<![\w@.])@(?<name>[a-z0-9][a-z0-9._-]*)|(?<![\w@.#&/-])#(?<id>[1-9]\d{0,15})(?![\w-])/gi

interface Reference {
  index: number

  text: string
  href: string

  names: string[]
}

/** Links whether or not the target exists: the output is the same for every reader. */
export function linkMentions(markdown: MarkdownIt) {
  markdown.core.ruler.before('text_join', 'mentions', (state) => {
    for (const token of state.tokens) {
      if (token.type === 'inline') token.children = linkReferences(token.children!, state)
    }
  })
}

export function mentionsIn(text: string): Reference[] {
  return referencesIn(text).filter(({ names }) => names.length > 0)
}

/** Link texts may mention users, except for autolinks. */
function linkReferences(tokens: Token[], state: StateCore): Token[] {
  let link: Token | null = null
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') link = token
    if (token.type === 'link_close') link = null
    if (token.type !== 'text' || link?.info === 'auto') return token

    const references = referencesIn(token.content)
    const mentions = state.env.mentions as string[]
    for (const { names } of references) mentions.push(...names)
    return link || references.length === 0 ? token : linked(token, references, state)
  })
}

function linked({ content, level }: Token, references: Reference[], state: StateCore): Token[] {
  const tokens: Token[] = []
  const add = (type: string, tag: string, nesting: -1 | 0 | 1, changes: Partial<Token> = {}) =>
    tokens.push(Object.assign(new state.Token(type, tag, nesting), { level, ...changes }))

  let end = 0
  for (const { index, text, href } of references) {
    if (index > end) add('text', '', 0, { content: content.slice(end, index) })
    add('link_open', 'a', 1, { attrs: [['href', href]] })
    add('text', '', 0, { content: text, level: level + 1 })
    add('link_close', 'a', -1)
    end = index + text.length
  }
  if (end < content.length) add('text', '', 0, { content: content.slice(end) })
  return tokens
}

function referencesIn(text: string): Reference[] {
  return [...text.matchAll(REFERENCE)].flatMap(({ index, groups }) => {
    const { id, name } = groups!
    if (id) return { index, text: `#${id}`, href: `/tasks/${id}`, names: [] }

    const bare = name.slice(0, endOf(name))
    if (bare.length > MAX_NAME) return []
    const names = [name, bare].filter(({ length }) => length <= MAX_NAME)
    return {
      index,
      text: `@${bare}`,
      href: `/people/${bare.toLowerCase()}`,
      names: [...new Set(names.map((each) => each.toLowerCase()))],
    }
  })
}

/** Trailing punctuation may belong to the name or to the sentence. */
function endOf(name: string): number {
  let end = name.length
  while ('._-'.includes(name[end - 1])) end--
  return end
}
