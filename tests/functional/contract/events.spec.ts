import Type from 'typebox'
import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import DocsEvents from '#commands/docs/docs_events'
import { defineEvent } from '#events/catalogue/event_type'
import { incompatibleChanges, eventDocuments } from '#events/catalogue/documents'
import { Happened } from '#tests/support/happened'

test.group('docs/EVENTS.md and resources/events', (group) => {
  group.each.setup(() => {
    ace.ui.switchMode('raw')
    return () => ace.ui.switchMode('normal')
  })

  test('are up to date with the catalogue and break no published version', async () => {
    const command = await ace.create(DocsEvents, ['--check'])
    await command.exec()
    command.assertSucceeded()
  })
})

test.group('Published event versions', () => {
  const published = eventDocuments([Happened])
  published.delete('docs/EVENTS.md')

  const withTextAsKey = (version: number) =>
    defineEvent({
      name: Happened.name,
      version,
      description: 'Its key is always text now.',
      payload: Type.Object({ key: Type.String() }),
      key: ({ key }) => key,
    })

  test('refuse an incompatible change', ({ assert }) => {
    assert.isEmpty(incompatibleChanges(published, [Happened]))
    assert.match(
      incompatibleChanges(published, [withTextAsKey(1)])[0],
      /^resources\/events\/test.happened.1.json: \/key: anyOf was/
    )
  })

  test('are kept beside the next version', ({ assert }) => {
    assert.isEmpty(incompatibleChanges(published, [Happened, withTextAsKey(2)]))
    assert.deepEqual(incompatibleChanges(published, [withTextAsKey(2)]), [
      'resources/events/test.happened.1.json is published, and the catalogue lacks it',
    ])
  })
})
