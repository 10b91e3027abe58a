import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listTagsValidator, tagChangesValidator, tagValidator } from '#tasks/tags/validators/tag'
import '#tasks/tags/schemas'

const example = { name: 'backend' }

api.resource('tags/:id', controllers.tasks.tags.Tags, 'Tag', {
  index: { summary: 'List tags', query: listTagsValidator },
  store: { summary: 'Create a tag', body: tagValidator, example },
  show: { summary: 'Get a tag' },
  replace: { summary: 'Replace a tag', body: tagValidator, example },
  update: {
    summary: 'Rename a tag',
    description: 'Increments the `version` of every task with this tag.',
    body: tagChangesValidator,
    example,
  },
  destroy: {
    summary: 'Delete a tag',
    description: 'The tag is removed from every task, with an entry in the history of each.',
  },
})
