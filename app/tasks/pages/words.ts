const SPECIAL: Record<string, string> = { todo: 'To do' }

/** A value of the API as people read it: `in_progress` is `In progress`. */
export function words(value: string): string {
  const text = value.replaceAll('_', ' ')
  return SPECIAL[value] ?? text.charAt(0).toUpperCase() + text.slice(1)
}
