import type { ApiClient, ApiResponse } from '@japa/api-client'
import type User from '#accounts/users/models/user'

export function as(client: ApiClient, user: User) {
  return {
    get: (path: string) => client.get(path).withGuard('jwt').loginAs(user),
    delete: (path: string) => client.delete(path).withGuard('jwt').loginAs(user),
    post: (path: string, body: object = {}) =>
      client.post(path).json(body).withGuard('jwt').loginAs(user),
    put: (path: string, body: object) => client.put(path).json(body).withGuard('jwt').loginAs(user),
    patch: (path: string, body: object) =>
      client.patch(path).json(body).withGuard('jwt').loginAs(user),
  }
}

export async function statusOf(request: PromiseLike<ApiResponse>): Promise<number> {
  const response = await request
  return response.status()
}

export async function bodyOf(request: PromiseLike<ApiResponse>): Promise<any> {
  const response = await request
  return response.body()
}
