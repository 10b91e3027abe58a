import { STOP_WORDS } from '#tasks/lists/queries/stop_words'

/** Further terms are ignored. */
export const MAX_TERMS = 32

interface Term {
  words: string
  isExcluded: boolean
  isQuoted: boolean
}

const TOKENS = /(?<sign>(?<!\S)-)?"(?<quoted>[^"]*)(?:"|$)|(?<plain>[^\s"]+)/g
const POSSESSIVE = /['’]s(?![\p{L}\p{N}])/giu

/** The same characters as in the migration of `tasks.search_vector`. */
const PUNCTUATION = /[!-/:-@[-`{-~\0]+/g

/** Input for `websearch_to_tsquery` that is always well-formed; `user.name` becomes a phrase. */
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

/** One hyphen excludes; `--force` is the word itself. */
function plainTerm(text: string): Term {
  return { words: wordsOf(text), isExcluded: /^-[^-]/.test(text), isQuoted: false }
}

function quotedTerm(text: string, isExcluded: boolean): Term {
  return { words: wordsOf(text), isExcluded, isQuoted: true }
}

function wordsOf(text: string): string {
  return text.replace(POSSESSIVE, '').replace(PUNCTUATION, ' ').trim().replace(/\s+/g, ' ')
}

/** Unless there is nothing else: `the who`. */
function withoutStopWords(terms: Term[]): Term[] {
  const significant = terms.filter(
    ({ words, isExcluded, isQuoted }) =>
      isExcluded || isQuoted || !STOP_WORDS.has(words.toLowerCase())
  )
  return significant.some(({ isExcluded }) => !isExcluded) ? significant : terms
}
