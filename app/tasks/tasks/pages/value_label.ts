import string from '@adonisjs/core/helpers/string'

const SPECIAL: Record<string, string> = { todo: 'To do' }

/** `in_progress` is shown as `In progress`. */
export function valueLabel(value: string): string {
  return SPECIAL[value] ?? string.sentenceCase(value)
}
