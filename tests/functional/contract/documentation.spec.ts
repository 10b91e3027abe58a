import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import DocsApi from '#commands/docs_api'

test.group('docs/API_DOCUMENTATION.md', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('says what the routes and validators say', async () => {
    const command = await ace.create(DocsApi, ['--check'])
    await command.exec()
    command.assertSucceeded()
  })
})
