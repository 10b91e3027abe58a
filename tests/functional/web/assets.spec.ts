import { test } from '@japa/runner'
import { assets } from '#web/assets'

test.group('Assets', () => {
  test('are immutable at their versioned URL, and only there', async ({ client }) => {
    const current = await client.get(assets.url('js/app.js'))
    current.assertStatus(200)
    current.assertHeader('cache-control', 'public, max-age=31536000, immutable')

    const other = await client.get('/assets/0123456789abcdef/js/app.js')
    other.assertStatus(200)
    other.assertHeader('cache-control', 'no-cache')
  })

  test('include the icon, which every page links', async ({ client }) => {
    const page = await client.get('/login')
    page.assertTextIncludes(`href="${assets.url('favicon.svg')}"`)

    const icon = await client.get(assets.url('favicon.svg'))
    icon.assertStatus(200)
    icon.assertHeader('content-type', 'image/svg+xml')

    const unasked = await client.get('/favicon.ico').header('Accept', 'image/*')
    unasked.assertStatus(404)
  })

  test('include no files outside public/', async ({ client }) => {
    for (const path of ['../package.json', '%2e%2e/package.json', 'js/nothing.js']) {
      const response = await client.get(`/assets/0123456789abcdef/${path}`)
      response.assertStatus(404)
    }
  })
})
