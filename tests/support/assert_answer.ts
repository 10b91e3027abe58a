import type { ApiRequest } from '@japa/api-client'

export async function assertAnswer(request: ApiRequest, status: number, body?: object) {
  const response = await request
  response.assertStatus(status)
  if (body) response.assertBodyContains(body)
  return response.body()
}
