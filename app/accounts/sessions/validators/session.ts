import vine from '@vinejs/vine'
import { verbatim } from '#core/validation/characters'
import { password } from '#accounts/passwords/validators/password'

const login = () => vine.string().minLength(1).maxLength(254)

const refreshToken = () => vine.string().minLength(1).maxLength(2000)

const credentials = {
  username: login().optional().requiredIfMissing('email'),
  email: login().optional(),
  password: password(),
}

/** `username` also takes an email address; `email` is an alias. */
export const signInValidator = vine.create(vine.object(credentials))

/** May carry an interrupted form. */
export const pageSignInValidator = vine.create(
  vine.object({ ...credentials, interrupted: vine.string().use(verbatim()).optional() })
)

export const refreshValidator = vine.create(vine.object({ refresh: refreshToken() }))

export const signOutValidator = vine.create(vine.object({ refresh: refreshToken().optional() }))
