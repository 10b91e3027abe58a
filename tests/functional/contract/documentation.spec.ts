import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import DocsApi from '#commands/docs/docs_api'
import { reference } from '#api/contract/reference'
import { documentedRoutes } from '#api/contract/documented_route'
import { referenceFiles } from '#api/contract/markdown'

test.group('API documentation', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('is up to date with routes and validators', async () => {
    const command = await ace.create(DocsApi, ['--check'])
    await command.exec()
    command.assertSucceeded()
  })

  test('links every operation from its index', ({ assert }) => {
    const files = referenceFiles(reference())
    const index = files.get('docs/API_DOCUMENTATION.md')!
    const links = [...index.matchAll(/\[(.+)\]\((api\/.+\.md)#(.+)\): `(.+) (.+)`/g)]

    assert.lengthOf(links, documentedRoutes().length)
    for (const [, summary, file, anchor, method, path] of links) {
      const text = files.get(`docs/${file}`)!
      assert.include(text, `## ${summary}\n\n\`${method} ${path}\``)
      assert.equal(
        anchor,
        summary
          .toLowerCase()
          .replaceAll(' ', '-')
          .replace(/[^\w-]/g, '')
      )
    }
  })
})
