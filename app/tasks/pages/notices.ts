import type { HttpContext } from '@adonisjs/core/http'
import Task, { type Status } from '#tasks/models/task'
import { goBack } from '#core/pages/previous_page'
import { addressOfList, addressOfTask } from '#tasks/pages/return_address'
import { words } from '#tasks/pages/words'

/** What is said after a change, with the form that takes it back. */
export interface Notice {
  text: string
  undo: { action: string; method: string; fields: Record<string, string> }
}

export function archivedNotice(task: Task, isArchived: boolean): Notice {
  const text = isArchived ? `Archived “${task.title}”` : `Brought back “${task.title}”`
  return { text, undo: undoOf(task, { is_archived: String(!isArchived) }) }
}

export function movedNotice(task: Task, from: Status, to: Status): Notice {
  return { text: `“${task.title}”: ${words(to)}`, undo: undoOf(task, { status: from }) }
}

function undoOf({ id }: Task, fields: Record<string, string>) {
  return { action: `/tasks/${id}`, method: 'PATCH', fields }
}

/**
 * Back to where the change was made, or to the task. Whoever took themselves off a task may not see
 * it any more: they get to their tasks.
 */
export async function returnFrom(
  { auth, request, response }: HttpContext,
  { id }: Task,
  { toTask = false }: { toTask?: boolean } = {}
) {
  const seen = await Task.query()
    .withScopes((scopes) => scopes.visibleTo(auth.getUserOrFail()))
    .where('id', id)
    .first()
  if (!seen) return response.redirect().toPath(addressOfList(request))
  if (toTask) return response.redirect().toPath(addressOfTask(request, id))
  return goBack({ response }, { fallback: '/tasks' })
}
