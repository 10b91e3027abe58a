import type { ApiClient } from '@japa/api-client'
import User from '#accounts/users/models/user'
import { PASSWORD } from '#database/factories/user_factory'
import type { Tokens } from '#accounts/sessions/actions/issue_tokens'

/** Signs a user in as any client does, and gives the tokens. */
export async function signIn(client: ApiClient, user: User, password = PASSWORD): Promise<Tokens> {
  const response = await client.post('/api/auth/login/').json({ username: user.username, password })
  response.assertStatus(200)
  return response.body()
}

/** Whether the access token lets its bearer in. */
export async function givesAccess(client: ApiClient, token: string): Promise<boolean> {
  const response = await client.get('/api/users/me/').bearerToken(token)
  if (![200, 401].includes(response.status())) throw new Error(response.text())
  return response.status() === 200
}

/** Whether the refresh token is taken; asking uses it up. */
export async function isRenewed(client: ApiClient, refresh: string): Promise<boolean> {
  const response = await client.post('/api/auth/refresh/').json({ refresh })
  if (![200, 401].includes(response.status())) throw new Error(response.text())
  return response.status() === 200
}

/** A long-lived access token of the user's. */
export async function longLived(user: User): Promise<string> {
  const token = await User.accessTokens.create(user)
  return token.value!.release()
}
