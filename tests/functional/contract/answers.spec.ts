import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import { assertContract } from '#tests/support/contract'

/** A real response, altered. */
function altered(
  response: ApiResponse,
  changes: { status?: number; text?: string; type?: string }
) {
  Object.assign(response.response, changes)
  return response
}

test.group('Contract checks', () => {
  test('report unknown and missing properties', async ({ client, assert }) => {
    const response = await client.get('/health/live')
    const assertReports = (text: string, about: RegExp) =>
      assert.throws(() => assertContract(altered(response, { text })), about)

    assertReports('{"status":"ok","uptime":3}', /must NOT have additional properties uptime/)
    assertReports('{}', /must have required property 'status'/)
    assertReports('{"status":"fine"}', /must be equal to one of the allowed values ok/)
  })

  test('report an undeclared status', async ({ client, assert }) => {
    const response = altered(await client.get('/health/live'), { status: 418 })
    assert.throws(() => assertContract(response), /healthLive does not declare this status/)
  })

  test('report another content type', async ({ client, assert }) => {
    const response = altered(await client.get('/health/live'), { type: 'text/html' })
    assert.throws(() => assertContract(response), /type is text\/html, not application\/json/)
  })

  test('report an undeclared problem code', async ({ client, assert }) => {
    const response = await client.get('/api/users')
    const text = response.text().replace('unauthenticated', 'who_are_you')
    assert.throws(() => assertContract(altered(response, { text })), /\/code must be equal to one/)
  })

  test('report a missing header', async ({ client, assert }) => {
    const response = await client.get('/api/users')
    delete response.headers()['www-authenticate']
    assert.throws(() => assertContract(response), /header WWW-Authenticate is missing/)
  })
})
