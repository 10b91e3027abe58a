import { STOP_WORDS } from '#tasks/lists/queries/stop_words'

/** How many words and phrases a search looks for; it ignores those that come later. */
export const MAX_TERMS = 32

/** A word or phrase without punctuation. */
interface Term {
  words: string
  isExcluded: boolean
  isQuoted: boolean
}

const TOKENS = /(?<sign>(?<!\S)-)?"(?<quoted>[^"]*)(?:"|$)|(?<plain>[^\s"]+)/g
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/giu

/** What the index has as spaces too; see the migration that makes `tasks.search_vector`. */
const PUNCTUATION = /[!-/:-@[-`{-~\0]+/g

/**
 * What a user typed, as text for PostgreSQL's `websearch_to_tsquery`. It takes words, "phrases",
 * -excluded ones, and OR between alternatives; words joined by punctuation (`user.name`) are a phrase.
 * Whatever else is typed only separates words, so that the result is always well-formed and small.
 */
export function searchQuery(text: string): string {
  return alternatives(text.normalize('NFC'))
    .map(withoutStopWords)
    .map((terms) => terms.map(({ words, isExcluded }) => `${isExcluded ? '-' : ''}"${words}"`))
    .map((terms) => terms.join(' '))
    .join(' or ')
}

function alternatives(text: string): Term[][] {
  const groups: Term[][] = [[]]
  const tokens = [...text.matchAll(TOKENS)].map(({ groups: token }) => token!)
  let isJoining = false
  let count = 0

  for (const { sign, quoted, plain } of tokens) {
    if (/^or$/i.test(plain) && groups.at(-1)!.length > 0 && !isJoining) {
      isJoining = true
      continue
    }
    const term = quoted === undefined ? plainTerm(plain) : quotedTerm(quoted, Boolean(sign))
    if (!term.words) continue
    if (isJoining) groups.push([])
    groups.at(-1)!.push(term)
    isJoining = false
    if (++count === MAX_TERMS) break
  }
  return groups
}

/** One hyphen excludes the word; `--force` is the word itself. */
function plainTerm(text: string): Term {
  return { words: wordsOf(text), isExcluded: /^-[^-]/.test(text), isQuoted: false }
}

function quotedTerm(text: string, isExcluded: boolean): Term {
  return { words: wordsOf(text), isExcluded, isQuoted: true }
}

function wordsOf(text: string): string {
  return text.replace(POSSESSIVE, '').replace(PUNCTUATION, ' ').trim().replace(/\s+/g, ' ')
}

/** Stop words are asked for where there is nothing else: `the who`. */
function withoutStopWords(terms: Term[]): Term[] {
  const significant = terms.filter(
    ({ words, isExcluded, isQuoted }) =>
      isExcluded || isQuoted || !STOP_WORDS.has(words.toLowerCase())
  )
  return significant.some(({ isExcluded }) => !isExcluded) ? significant : terms
}
