import { SimpleMessagesProvider } from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'

/** The words for Vine's own rules; ours bring their words along. */
class Messages extends SimpleMessagesProvider {
  getMessage(text: string, rule: string, field: FieldContext, args?: Record<string, any>) {
    if (rule === 'enum' && args?.choices) {
      return `${field.getFieldPath()} must be one of ${args.choices.join(', ')}`
    }
    return super.getMessage(text, rule, field, args)
  }
}

export const messages = new Messages({
  'required': '{{ field }} is required',
  'string': '{{ field }} must be text',
  'email': '{{ field }} must be an e-mail address',
  'regex': '{{ field }} has characters or a form that it may not have',
  'minLength': '{{ field }} must have at least {{ min }} characters',
  'maxLength': '{{ field }} must have at most {{ max }} characters',
  'array': '{{ field }} must be a list',
  'array.minLength': '{{ field }} must have at least {{ min }} items',
  'array.maxLength': '{{ field }} must have at most {{ max }} items',
  'object': '{{ field }} must be an object',
  'number': '{{ field }} must be a number',
  'min': '{{ field }} must be at least {{ min }}',
  'max': '{{ field }} must be at most {{ max }}',
  'distinct': '{{ field }} has the same value twice',
})
