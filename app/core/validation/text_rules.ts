import vine from '@vinejs/vine'
import { maxCharacters, reportTooLong } from '#core/validation/characters'
import { areIsolatesClosed, FORBIDDEN_IN_LINES, isVisible } from '#core/validation/lines'

const ALLOWED = new RegExp(`^[^${FORBIDDEN_IN_LINES}]*$`, 'u')

/** A decomposed character has at most four code points of two UTF-16 units. */
const MAX_UNITS = 8

/** Composing takes quadratic time for long runs of marks, so overlong text isn't composed. */
const canonical = vine.createRule<number>((value, max, field) => {
  const text = (value as string).trim()
  if (text.length > MAX_UNITS * max) reportTooLong(field, max)
  else field.mutate(text.normalize('NFC'), field)
})

const oneLine = vine.createRule(
  (value, _, field) => {
    const text = value as string
    if (!ALLOWED.test(text) || !areIsolatesClosed(text)) {
      const message =
        '{{ field }} must be a single line without control or text direction characters'
      field.report(message, 'one_line', field)
    } else if (text !== '' && !isVisible(text)) {
      field.report('{{ field }} must contain visible characters', 'invisible', field)
    }
  },
  { name: 'oneLine', toJSONSchema: (schema) => (schema.pattern = ALLOWED.source) }
)

export function line({ min = 1, max }: { min?: number; max: number }) {
  return vine.string().use(canonical(max)).minLength(min).use(maxCharacters(max)).use(oneLine())
}

export function searched({ min = 1, max }: { min?: number; max: number }) {
  return vine.string().use(canonical(max)).minLength(min).use(maxCharacters(max))
}
