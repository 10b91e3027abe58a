import { test } from '@japa/runner'
import { documentedRoutes } from '#api/contract/documented_route'

test.group('API reference at /api/docs', () => {
  test('shows every operation without authentication', async ({ client, assert }) => {
    const response = await client.get('/api/docs')
    response.assertStatus(200)

    const promised = documentedRoutes()
    assert.isNotEmpty(promised)
    for (const { contract, path } of promised) {
      assert.include(response.text(), contract!.summary)
      assert.include(response.text(), path)
    }
  })

  test('loads nothing from other sites and allows only our own scripts', async ({
    client,
    assert,
  }) => {
    const response = await client.get('/api/docs')
    response.assertHeader('content-security-policy')
    assert.include(response.header('content-security-policy'), "script-src 'self';")

    const loaded = [...response.text().matchAll(/<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"/g)]
    assert.isNotEmpty(loaded)
    assert.isEmpty(loaded.filter(([, address]) => !address.startsWith('/')))
  })
})
