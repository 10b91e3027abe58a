import string from '@adonisjs/core/helpers/string'
import type { HttpContext } from '@adonisjs/core/http'
import type User from '#accounts/users/models/user'
import Task, { type Priority, type Status } from '#tasks/tasks/models/task'
import { labelOf } from '#tasks/tasks/task_fields'
import type { Merge } from '#tasks/tasks/pages/task_edit'
import { valueLabel } from '#tasks/tasks/pages/value_label'
import { goBack, previousPage } from '#web/previous_page'
import { addressOfList, addressOfTask } from '#tasks/lists/pages/return_address'

/** A flash message with a form that undoes the change. */
export interface Notice {
  text: string
  undo?: { action: string; method?: string; fields: Record<string, string | string[]> }
}

/** Single changes by menus and buttons, in the order in which they are reported. */
const SMALL_CHANGES = {
  isArchived: (title: string, value: boolean) =>
    value ? `Archived “${title}”` : `Unarchived “${title}”`,
  status: (title: string, value: Status) => `“${title}”: ${valueLabel(value)}`,
  priority: (title: string, value: Priority) => `“${title}”: ${valueLabel(value)} priority`,
}

type SmallChange = Partial<Pick<Task, keyof typeof SMALL_CHANGES>>

export function changeNotice(
  { id, title }: Task,
  before: SmallChange,
  changes: SmallChange
): Notice {
  for (const [field, tell] of Object.entries(SMALL_CHANGES) as [keyof SmallChange, any][]) {
    if (changes[field] === undefined) continue
    const text: string = tell(title, changes[field])
    if (changes[field] === before[field]) return { text }

    const fields = { [string.snakeCase(field)]: String(before[field]) }
    return { text, undo: { action: `/tasks/${id}`, method: 'PATCH', fields } }
  }
  return { text: 'Saved' }
}

/** Saved, with what others changed meanwhile. */
export function mergeNotice({ changes, taken }: Merge): Notice {
  const text = Object.keys(changes).length > 0 ? 'Saved' : 'No changes'
  if (taken.length === 0) return { text }
  const fields = new Intl.ListFormat('en-GB').format(taken.map(labelOf))
  return { text: `${text}. Changes by someone else were kept: ${fields}` }
}

/** `before` restores the assignees when undone. */
export function assignmentNotice({ id, title }: Task, before: User[], after: User[]): Notice {
  const names = new Intl.ListFormat('en-GB').format(after.map(({ displayName }) => displayName))
  const text = `“${title}”: ${names ? `assigned to ${names}` : 'unassigned'}`
  const ids = before.map((user) => String(user.id))
  if (ids.join() === after.map((user) => String(user.id)).join()) return { text }

  const fields = { mode: 'replace', user_ids: ['', ...ids] }
  return { text, undo: { action: `/tasks/${id}/assign`, fields } }
}

/** Back to the originating page; users who lost access to the task go to their tasks. */
export async function returnFrom(
  { actor, request, response }: HttpContext,
  { id }: Task,
  { toTask = false }: { toTask?: boolean } = {}
) {
  const seen = await Task.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('id', id)
    .first()
  if (!seen) return response.redirect().toPath(addressOfList(request))
  if (toTask) return response.redirect().toPath(addressOfTask(request, id))

  const fallback = '/tasks'
  const [previous] = previousPage({ request, response }, fallback).split('?')
  const fragment = previous === `/tasks/${id}` ? '' : `#task-${id}`
  return goBack({ request, response }, { fallback, fragment })
}
