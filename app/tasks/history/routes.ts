import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listHistoryValidator } from '#tasks/history/validators/task_history'
import '#tasks/history/schemas'

api.resource('tasks/:id/history', controllers.tasks.history.TaskHistory, 'HistoryEntry', {
  index: {
    summary: 'List the history of a task',
    description: 'Oldest first. A change of several fields has one entry per field.',
    query: listHistoryValidator,
  },
})
