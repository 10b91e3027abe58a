import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { listOf, ref } from '#api/contract/schemas'
import { taskFiltersValidator } from '#tasks/lists/validators/task_filters'
import { listHistoryValidator } from '#tasks/history/validators/task_history'
import {
  assignmentValidator,
  taskChangesValidator,
  taskReplacementValidator,
  taskValidator,
} from '#tasks/tasks/validators/task'
import '#api/contract/contract'
import '#tasks/tasks/schemas'

const stale = { stale_version: 'The `version` in the body is not the one that the task has.' }
const problems = { 409: stale }

api(() => {
  router
    .get('tasks', [controllers.tasks.tasks.Tasks, 'index'])
    .as('tasks.index')
    .contract({
      summary: 'List tasks',
      description:
        'Several values of one filter, with commas between them, mean any of them; several filters mean all of them. `assigned_to` and `created_by` take `me`; `assigned_to`, `team` and `parent_task` take `none`; `tags` takes ids and names. `_after` includes its instant and `_before` does not; a date is the start of that day in your time zone. Archived tasks come with `is_archived=true` only. `search` looks for words in the title and the description: `"a phrase"`, `-without`, `or`, at most 32 of them. Words joined by punctuation (`user.name`) are found in whole and in parts. What it found comes best first, of the latest 2,000 hits, unless `ordering` says otherwise. Tasks without a due date come last in both directions.',
      query: taskFiltersValidator,
      answers: { 200: listOf('Task') },
    })

  router
    .post('tasks', [controllers.tasks.tasks.Tasks, 'store'])
    .as('tasks.store')
    .contract({
      summary: 'Create a task',
      description:
        'A team takes tasks from its leads and members. A name that no tag has makes a tag.',
      body: taskValidator,
      example: {
        title: 'Draft the launch notes',
        priority: 'high',
        due_date: '2026-12-31T17:00:00Z',
        tags: ['launch'],
      },
      answers: { 201: ref('Task') },
      etag: true,
    })

  router
    .get('tasks/:id', [controllers.tasks.tasks.Tasks, 'show'])
    .as('tasks.show')
    .contract({ summary: 'Show a task', answers: { 200: ref('Task') }, etag: true })

  router
    .put('tasks/:id', [controllers.tasks.tasks.Tasks, 'replace'])
    .as('tasks.replace')
    .contract({
      summary: 'Replace a task',
      description: 'What is left out is reset to what a new task has.',
      body: taskReplacementValidator,
      example: { title: 'Draft the launch notes', status: 'in_progress' },
      answers: { 200: ref('Task') },
      etag: true,
      problems,
    })

  router
    .patch('tasks/:id', [controllers.tasks.tasks.Tasks, 'update'])
    .as('tasks.update')
    .contract({
      summary: 'Change a task',
      description:
        'What is left out stays. `is_archived` archives the task and takes it out again.',
      body: taskChangesValidator,
      example: { status: 'done', actual_hours: 2.5 },
      answers: { 200: ref('Task') },
      etag: true,
      problems,
    })

  router
    .delete('tasks/:id', [controllers.tasks.tasks.Tasks, 'destroy'])
    .as('tasks.destroy')
    .contract({
      summary: 'Delete a task',
      description: 'It leaves the lists and can be restored.',
      answers: { 204: null },
      etag: true,
    })

  router
    .post('tasks/:id/restore', [controllers.tasks.tasks.Restorations, 'store'])
    .as('tasks.restore')
    .contract({
      summary: 'Restore a deleted task',
      description: 'A task that is not deleted stays as it is.',
      answers: { 200: ref('Task') },
      etag: true,
    })

  router
    .post('tasks/:id/assign', [controllers.tasks.assignments.Assignments, 'store'])
    .as('tasks.assign')
    .contract({
      summary: 'Assign a task',
      description:
        '`add` (where no `mode` is given) puts users on the task, `remove` takes them off, `replace` makes them the only ones. Whoever is assigned sees the task.',
      body: assignmentValidator,
      example: { user_ids: [42], mode: 'add' },
      answers: { 200: ref('Task') },
      etag: true,
      problems,
    })

  router
    .get('tasks/:id/history', [controllers.tasks.history.TaskHistory, 'index'])
    .as('tasks.history.index')
    .contract({
      summary: 'List what happened to a task',
      description: 'Oldest first; a change of several fields has one entry for each.',
      query: listHistoryValidator,
      answers: { 200: listOf('HistoryEntry') },
    })
})
