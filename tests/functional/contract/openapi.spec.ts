import { test } from '@japa/runner'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { ApiClient } from '@japa/api-client'
import { documentedRoutes } from '#api/contract/documented_route'

test.group('OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async ({ client, assert }) => {
    const response = await client.get('/api/openapi.json')
    response.assertStatus(200)
    assert.match(response.body().openapi, /^3\.1\./)

    const verdict = await new Validator().validate(response.body())
    assert.deepEqual(verdict, { valid: true })
  })

  test('describes every route below /api/ and /health/', async ({ client, assert }) => {
    const { paths } = await documentFrom(client)
    const described = Object.entries<object>(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`)
    )

    assert.sameMembers(
      described,
      documentedRoutes().map(({ method, path }) => `${method} ${path}`)
    )
  })

  test('has only resolvable references and unique operation ids', async ({ client, assert }) => {
    const document = await documentFrom(client)
    const pointers = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)]
    assert.isNotEmpty(pointers)
    for (const [, pointer] of pointers) {
      const target = pointer.split('/').reduce((node, key) => node?.[key], document)
      assert.exists(target, `#/${pointer} points to nothing`)
    }

    const ids = [...JSON.stringify(document).matchAll(/"operationId":"([^"]+)"/g)].map(
      ([, id]) => id
    )
    assert.isNotEmpty(ids)
    assert.deepEqual([...new Set(ids)], ids)
  })

  test('describes every resource', async ({ client, assert }) => {
    const { tags } = await documentFrom(client)
    assert.isNotEmpty(tags)
    for (const { name, description } of tags) assert.isNotEmpty(description, `${name} says nothing`)
  })
})

async function documentFrom(client: ApiClient) {
  const response = await client.get('/api/openapi.json')
  return response.body()
}
