import type { FieldContext, MessagesProviderContact } from '@vinejs/vine/types'

const WORDS: Record<string, string> = {
  'required': '{{ field }} is required',
  'string': '{{ field }} must be a string',
  'email': '{{ field }} must be an email address',
  'regex': '{{ field }} has an invalid format',
  'enum': '{{ field }} must be one of {{ choices }}',
  'minLength': '{{ field }} must have at least {{ min }} characters',
  'maxLength': '{{ field }} must have at most {{ max }} characters',
  'object': '{{ field }} must be an object',
  'number': '{{ field }} must be a number',
  'min': '{{ field }} must be at least {{ min }}',
  'max': '{{ field }} must be at most {{ max }}',
  'array': '{{ field }} must be an array',
  'array.minLength': '{{ field }} must have at least {{ min }} items',
  'array.maxLength': '{{ field }} must have at most {{ max }} items',
  'distinct': '{{ field }} must not contain duplicates',
}

const EMPTY = '{{ field }} must not be empty'

export const messages: MessagesProviderContact = {
  getMessage(text: string, rule: string, field: FieldContext, args: Record<string, any> = {}) {
    const values: Record<string, unknown> = { ...args, field: field.getFieldPath() || 'The input' }
    const words = rule === 'minLength' && args.min === 1 ? EMPTY : (WORDS[rule] ?? text)
    return words.replace(/{{ (\w+) }}/g, (_, name) => {
      const value = values[name]
      return Array.isArray(value) ? value.join(', ') : String(value)
    })
  },
}
