import string from '@adonisjs/core/helpers/string'

const SPECIAL: Record<string, string> = { todo: 'To do' }

/** A value of the API as people read it: `in_progress` is `In progress`. */
export function valueLabel(value: string): string {
  return SPECIAL[value] ?? string.sentenceCase(value)
}
