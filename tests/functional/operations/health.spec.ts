import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'

test.group('Health', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('liveness needs no authentication', async ({ client }) => {
    const response = await client.get('/health/live')
    response.assertStatus(200)
    response.assertBody({ status: 'ok' })
    response.assertHeader('cache-control', 'no-store')
  })

  test('is ready if all dependencies answer', async ({ client }) => {
    const response = await client.get('/health/ready')
    response.assertStatus(200)
    response.assertBody({
      status: 'ok',
      checks: {
        database: { status: 'ok' },
        redis: { status: 'ok' },
        migrations: { status: 'ok' },
      },
    })
  })

  test('is not ready while a migration is pending', async ({ client }) => {
    await db.from('adonis_schema').where('name', 'like', '%create_users').delete()

    const response = await client.get('/health/ready')
    response.assertStatus(503)
    response.assertHeader('retry-after', '5')
    response.assertBody({
      status: 'unavailable',
      checks: {
        database: { status: 'ok' },
        redis: { status: 'ok' },
        migrations: {
          status: 'unavailable',
          message: '1 pending migrations: run node ace app:prepare',
        },
      },
    })
  })

  test('stays ready after a newer version has migrated', async ({ client }) => {
    await db.table('adonis_schema').insert({ name: 'database/migrations/9999_x', batch: 99 })

    const response = await client.get('/health/ready')
    response.assertStatus(200)
  })
})
