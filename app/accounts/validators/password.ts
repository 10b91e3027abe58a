import vine from '@vinejs/vine'
import { verbatim } from '#core/validation/characters'
import { COMMON_PASSWORDS } from '#accounts/common_passwords'

const hardToGuess = vine.createRule((value, _, field) => {
  const guess = String(value).toLowerCase()
  const { username, email } = field.meta.user ?? field.parent

  if (COMMON_PASSWORDS.has(guess) || new Set(guess).size < 3) {
    field.report(
      '{{ field }} is one of the first that anybody would guess',
      'common_password',
      field
    )
  } else if ([username, email].some((name) => String(name).toLowerCase() === guess)) {
    field.report('{{ field }} is the same as the name of the account', 'password_is_name', field)
  }
})

/** A password that is to be compared with one; the same characters typed otherwise are the same. */
export const password = () =>
  vine.string().use(verbatim()).minLength(1).maxLength(1000).transform(canonical)

/**
 * A password that is to be set, by NIST SP 800-63B: length is what counts, there are no rules about
 * classes of characters, and what everybody guesses first is refused.
 */
export const newPassword = () =>
  vine.string().use(verbatim()).minLength(8).maxLength(128).use(hardToGuess()).transform(canonical)

/** What changing a password takes. `meta.user` is whose it is. */
export const passwordChangeValidator = vine.create(
  vine.object({ current_password: password(), new_password: newPassword() }).toCamelCase()
)

function canonical(text: string): string {
  return text.normalize('NFKC')
}
