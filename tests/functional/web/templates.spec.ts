import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

test.group('Templates', (group) => {
  let read: string[] = []

  group.each.setup(() => {
    const { readdirSync } = fs
    const restore = (listing: typeof readdirSync) => {
      fs.readdirSync = listing
      syncBuiltinESMExports()
    }
    read = []
    restore(((path: string, ...options: [any]) => {
      read.push(path)
      return readdirSync(path, ...options)
    }) as typeof readdirSync)
    return () => restore(readdirSync)
  })

  test('are looked up once, not for every page', async ({ client, assert }) => {
    for (const path of ['/login', '/register', '/login']) {
      const response = await client.get(path)
      response.assertStatus(200)
    }
    assert.isEmpty(read.filter((path) => path.startsWith(app.viewsPath())))
  })
})
