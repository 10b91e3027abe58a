import vine from '@vinejs/vine'
import { password } from '#accounts/validators/password'

const login = () => vine.string().minLength(1).maxLength(254)

const refreshToken = () => vine.string().minLength(1).maxLength(2000)

/** Who signs in: `username` takes either name; clients that know only addresses may send `email`. */
export const signInValidator = vine.create(
  vine.object({
    username: login().optional().requiredIfMissing('email'),
    email: login().optional(),
    password: password(),
  })
)

export const refreshValidator = vine.create(vine.object({ refresh: refreshToken() }))

export const signOutValidator = vine.create(vine.object({ refresh: refreshToken().optional() }))
