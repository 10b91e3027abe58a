import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { ref } from '#api/contract/schemas'
import { taskFiltersValidator } from '#tasks/lists/validators/task_filters'
import {
  taskChangesValidator,
  taskReplacementValidator,
  taskValidator,
} from '#tasks/tasks/validators/task'
import '#tasks/tasks/schemas'

const { Tasks, Restorations } = controllers.tasks.tasks

export const staleVersion = {
  409: { stale_version: 'The `version` in the body is not the current version of the task.' },
}

api.resource('tasks/:id', Tasks, 'Task', {
  index: {
    summary: 'List tasks',
    description:
      'Comma-separated values of one filter are combined with OR, different filters with AND. `assigned_to` and `created_by` accept `me`; `assigned_to`, `team` and `parent_task` accept `none`; `tags` accepts ids and names. `_after` is inclusive, `_before` is exclusive; a date means the start of that day in your time zone. Archived tasks are returned only with `is_archived=true`. `search` matches words in the title and the description, at most 32 of them, and supports `"a phrase"`, `-excluded` and `or`. Words joined by punctuation (`user.name`) match as a whole and in parts. Search results are sorted by relevance among the latest 2,000 matches unless `ordering` is given. Tasks without a due date are sorted last in both directions.',
    query: taskFiltersValidator,
  },
  store: {
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
    etag: true,
  },
  show: { summary: 'Get a task', etag: true },
  replace: {
    summary: 'Replace a task',
    description: 'Omitted fields are reset to the defaults of a new task.',
    body: taskReplacementValidator,
    example: { title: 'Draft the launch notes', status: 'in_progress' },
    etag: true,
    problems: staleVersion,
  },
  update: {
    summary: 'Update a task',
    description:
      'Omitted fields keep their values. Set `is_archived` to archive or unarchive the task.',
    body: taskChangesValidator,
    example: { status: 'done', actual_hours: 2.5 },
    etag: true,
    problems: staleVersion,
  },
  destroy: {
    summary: 'Delete a task',
    description: 'The task disappears from all lists and can be restored.',
    etag: true,
  },
})

api.post('tasks/:id/restore', [Restorations, 'store'], {
  summary: 'Restore a deleted task',
  description: 'Has no effect on a task that is not deleted.',
  answers: { 200: ref('Task') },
  etag: true,
})
