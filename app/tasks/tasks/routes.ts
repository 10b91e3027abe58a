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

const stale = { stale_version: 'The `version` in the body is not the current version of the task.' }
const problems = { 409: stale }

api(() => {
  router
    .get('tasks', [controllers.tasks.tasks.Tasks, 'index'])
    .as('tasks.index')
    .contract({
      summary: 'List tasks',
      description:
        'Comma-separated values of one filter are combined with OR, different filters with AND. `assigned_to` and `created_by` accept `me`; `assigned_to`, `team` and `parent_task` accept `none`; `tags` accepts ids and names. `_after` is inclusive, `_before` is exclusive; a date means the start of that day in your time zone. Archived tasks are returned only with `is_archived=true`. `search` matches words in the title and the description, at most 32 of them, and supports `"a phrase"`, `-excluded` and `or`. Words joined by punctuation (`user.name`) match as a whole and in parts. Search results are sorted by relevance among the latest 2,000 matches unless `ordering` is given. Tasks without a due date are sorted last in both directions.',
      query: taskFiltersValidator,
      answers: { 200: listOf('Task') },
    })

  router
    .post('tasks', [controllers.tasks.tasks.Tasks, 'store'])
    .as('tasks.store')
    .contract({
      summary: 'Create a task',
      description:
        'Only leads and members of a team can create tasks in it. Unknown tag names create tags.',
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
    .contract({ summary: 'Get a task', answers: { 200: ref('Task') }, etag: true })

  router
    .put('tasks/:id', [controllers.tasks.tasks.Tasks, 'replace'])
    .as('tasks.replace')
    .contract({
      summary: 'Replace a task',
      description: 'Omitted fields are reset to the defaults of a new task.',
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
      summary: 'Update a task',
      description:
        'Omitted fields keep their values. Set `is_archived` to archive or unarchive the task.',
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
      description: 'The task disappears from all lists and can be restored.',
      answers: { 204: null },
      etag: true,
    })

  router
    .post('tasks/:id/restore', [controllers.tasks.tasks.Restorations, 'store'])
    .as('tasks.restore')
    .contract({
      summary: 'Restore a deleted task',
      description: 'Has no effect on a task that is not deleted.',
      answers: { 200: ref('Task') },
      etag: true,
    })

  router
    .post('tasks/:id/assign', [controllers.tasks.assignments.Assignments, 'store'])
    .as('tasks.assign')
    .contract({
      summary: 'Assign a task',
      description:
        '`mode` is `add` (the default) to add assignees, `remove` to remove them, or `replace` to set the full list. Assignees can see the task.',
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
      summary: 'List the history of a task',
      description: 'Oldest first. A change of several fields has one entry per field.',
      query: listHistoryValidator,
      answers: { 200: listOf('HistoryEntry') },
    })
})
