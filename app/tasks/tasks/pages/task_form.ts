import type { HttpRequest } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import { findByUsername } from '#accounts/users/queries/find_by_username'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { toLocalInput } from '#web/times'
import { FORM_FIELDS, kindOf } from '#tasks/tasks/task_fields'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

export type FormValues = Record<string, any>

/** For long lists of users: adds the id of a typed username. @throws ValidationFailed on `field` */
export async function addTypedAssignee(
  actor: UserActor,
  request: HttpRequest,
  field: 'assigned_to' | 'user_ids'
) {
  const { assignee_username: typed, ...body } = request.body()
  if (typed === undefined) return
  const username = String(typed ?? '').trim()
  if (!username) return request.updateBody(body)

  const named = await findByUsername(actor, username)
  if (!named) {
    throw ValidationFailed.on(field, 'not_found', `No user named ${username}.`)
  }
  request.updateBody({ ...body, [field]: [body[field] ?? [], String(named.id)].flat() })
}

const INSTANTS = FORM_FIELDS.filter((name) => kindOf(name) === 'instant') as 'due_date'[]

/** Forms show the minute in the user's time zone. */
export const exactNameOf = (name: string) => `${name}_exact`

export function formValuesOf(task: TaskDocument, { timezone }: Pick<User, 'timezone'>): FormValues {
  const times = INSTANTS.flatMap((name) => [
    [name, toLocalInput(task[name], timezone)],
    [exactNameOf(name), task[name]],
  ])
  return {
    ...task,
    ...Object.fromEntries(times),
    tags: task.tags.map(({ name }) => name).join(', '),
    assigned_to: task.assigned_to.map(({ id }) => String(id)),
  }
}
