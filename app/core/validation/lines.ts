/**
 * What no title or name may have, as the inside of a character class: line breaks and other control
 * characters but the tab, and what forces a direction on the text that follows. Marks (U+200E, U+200F,
 * U+061C) and isolates do no harm to others and are needed in right-to-left scripts.
 */
export const FORBIDDEN_IN_LINES =
  '\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e'

/** White space and what is drawn as nothing, some of which Unicode has as letters and symbols. */
const VISIBLE =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Control}\u2800\ufff9-\ufffb\u{1d159}]/u

/** Whether anything of a text can be seen. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text)
}

/** Whether each isolate that the text opens is closed in it, and nothing else is. */
export function areIsolatesClosed(text: string): boolean {
  let depth = 0
  for (const [mark] of text.matchAll(/[\u2066-\u2069]/g)) {
    depth += mark === '\u2069' ? -1 : 1
    if (depth < 0) return false
  }
  return depth === 0
}

const LINE_BREAK = /\r\n|[\n\v\f\r\x85\u2028\u2029]/u

/** Text of users, as a quotation in plain text: none of its lines looks like one of ours. */
export function asQuotation(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((row) => `> ${row}`)
    .join('\n')
}

const BREAKS = /[\p{Control}\u2028\u2029]+/gu
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * Text of users, for a line of plain text such as the subject of a mail: it can neither begin another
 * line nor turn around what stands beside it. What was stored before titles had rules is safe as well.
 */
export function asLine(text: string): string {
  return text.replace(BREAKS, ' ').replace(DIRECTIONS, '').trim()
}
