import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { staleVersion } from '#tasks/tasks/routes'
import { assignmentValidator } from '#tasks/tasks/validators/task'

api.post('tasks/:id/assign', [controllers.tasks.assignments.Assignments, 'store'], {
  summary: 'Assign a task',
  description:
    '`mode` is `add` (the default) to add assignees, `remove` to remove them, or `replace` to set the full list. Assignees can see the task.',
  body: assignmentValidator,
  example: { user_ids: [42], mode: 'add' },
  answers: { 200: ref('Task') },
  etag: true,
  problems: staleVersion,
})
