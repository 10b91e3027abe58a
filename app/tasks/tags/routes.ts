import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import { listTagsValidator, tagChangesValidator, tagValidator } from '#tasks/tags/validators/tag'
import '#api/contract/contract'
import '#tasks/tags/schemas'

const example = { name: 'backend' }

api(() => {
  router
    .get('tags', [controllers.tasks.tags.Tags, 'index'])
    .as('tags.index')
    .contract({ summary: 'List tags', query: listTagsValidator, answers: { 200: listOf('Tag') } })

  router
    .post('tags', [controllers.tasks.tags.Tags, 'store'])
    .as('tags.store')
    .contract({
      summary: 'Create a tag',
      body: tagValidator,
      example,
      answers: { 201: ref('Tag') },
    })

  router
    .get('tags/:id', [controllers.tasks.tags.Tags, 'show'])
    .as('tags.show')
    .contract({ summary: 'Get a tag', answers: { 200: ref('Tag') } })

  router
    .put('tags/:id', [controllers.tasks.tags.Tags, 'update'])
    .as('tags.replace')
    .contract({
      summary: 'Replace a tag',
      body: tagValidator,
      example,
      answers: { 200: ref('Tag') },
    })

  router
    .patch('tags/:id', [controllers.tasks.tags.Tags, 'update'])
    .as('tags.update')
    .contract({
      summary: 'Rename a tag',
      description: 'Increments the `version` of every task with this tag.',
      body: tagChangesValidator,
      example,
      answers: { 200: ref('Tag') },
    })

  router
    .delete('tags/:id', [controllers.tasks.tags.Tags, 'destroy'])
    .as('tags.destroy')
    .contract({
      summary: 'Delete a tag',
      description: 'The tag is removed from every task, with an entry in the history of each.',
      answers: { 204: null },
    })
})
