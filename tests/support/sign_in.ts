import type { ApiClient } from '@japa/api-client'
import User from '#accounts/users/models/user'
import { PASSWORD } from '#database/factories/user_factory'
import type { Tokens } from '#accounts/sessions/actions/issue_tokens'

export async function signIn(client: ApiClient, user: User, password = PASSWORD): Promise<Tokens> {
  const response = await client.post('/api/auth/login/').json({ username: user.username, password })
  response.assertStatus(200)
  return response.body()
}

export async function isAccessTokenValid(client: ApiClient, token: string): Promise<boolean> {
  const response = await client.get('/api/users/me/').bearerToken(token)
  if (![200, 401].includes(response.status())) throw new Error(response.text())
  return response.status() === 200
}

/** Uses the token up. */
export async function useRefreshToken(client: ApiClient, refresh: string): Promise<boolean> {
  const response = await client.post('/api/auth/refresh/').json({ refresh })
  if (![200, 401].includes(response.status())) throw new Error(response.text())
  return response.status() === 200
}

export async function createLongLivedToken(user: User): Promise<string> {
  const token = await User.accessTokens.create(user)
  return token.value!.release()
}
