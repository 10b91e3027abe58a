/** Control characters and bidirectional overrides; isolates are needed in right-to-left scripts. */
export const FORBIDDEN_IN_LINES =
  '\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e'

/** Some invisible characters are letters and symbols to Unicode. */
const VISIBLE =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Control}\u2800\ufff9-\ufffb\u{1d159}]/u

export function isVisible(text: string): boolean {
  return VISIBLE.test(text)
}

export function areIsolatesClosed(text: string): boolean {
  let depth = 0
  for (const [mark] of text.matchAll(/[\u2066-\u2069]/g)) {
    depth += mark === '\u2069' ? -1 : 1
    if (depth < 0) return false
  }
  return depth === 0
}

const LINE_BREAK = /\r\n|[\n\v\f\r\x85\u2028\u2029]/u

/** Quotes user text in plain-text mail, so that none of its lines can pass for ours. */
export function asQuotation(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((row) => `> ${row}`)
    .join('\n')
}

const BREAKS = /[\p{Control}\u2028\u2029]+/gu
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** For a mail's subject: rows from before the rules may contain line breaks. */
export function asLine(text: string): string {
  return text.replace(BREAKS, ' ').replace(DIRECTIONS, '').trim()
}
