import type { ApiRequest } from '@japa/api-client'

/** Sends the request and holds the answer to this status, and to this part of a body. */
export async function assertAnswer(request: ApiRequest, status: number, body?: object) {
  const response = await request
  response.assertStatus(status)
  if (body) response.assertBodyContains(body)
  return response.body()
}
