import vine from '@vinejs/vine'
import { canonical } from '#accounts/passwords/passwords'
import { COMMON_PASSWORDS } from '#accounts/passwords/common_passwords'
import { maxCharacters, minCharacters, verbatim } from '#core/validation/characters'

/** UTF-16 units; longer input isn't worth normalising. */
const MAX_LENGTH = 1000

const hardToGuess = vine.createRule((value, _, field) => {
  const guess = String(value).trim().toLowerCase()
  const { username, email } = field.meta.user ?? field.parent

  if (COMMON_PASSWORDS.has(guess) || new Set([...guess]).size < 3) {
    field.report('{{ field }} is too common', 'common_password', field)
  } else if ([username, email].some((name) => String(name).toLowerCase() === guess)) {
    field.report('{{ field }} must not be the same as the username', 'password_is_name', field)
  }
})

export const password = () => vine.string().use(verbatim()).minLength(1).maxLength(MAX_LENGTH)

/** NIST SP 800-63B: no composition rules, no common passwords. */
export const newPassword = () =>
  vine
    .string()
    .parse((value) => (isNormalizable(value) ? canonical(value) : value))
    .use(verbatim())
    .use(minCharacters(8))
    .use(maxCharacters(128))
    .use(hardToGuess())

/** `meta.user` is the owner. */
export const passwordChangeValidator = vine.create(
  vine.object({ current_password: password(), new_password: newPassword() }).toCamelCase()
)

function isNormalizable(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH
}
