import string from '@adonisjs/core/helpers/string'
import type { Fault } from '#core/exceptions/validation_failed'

export function readable({ field, code, message }: Fault) {
  const [name] = field.split('.')
  const called = code === 'unknown_field' ? `“${name}”` : string.sentenceCase(name)
  return { name, message: message.replace(field, called) }
}
