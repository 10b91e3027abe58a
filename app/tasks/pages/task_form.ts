import type { HttpRequest } from '@adonisjs/core/http'
import type User from '#accounts/models/user'
import { findByUsername } from '#accounts/queries/find_by_username'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { toLocalInput } from '#core/pages/times'
import { words } from '#tasks/pages/words'
import type { choicesFor } from '#tasks/pages/choices'
import type { TaskDocument } from '#tasks/queries/task_document'

/** What the fields of the form say: text, and lists of text where several can be chosen. */
export type FormValues = Record<string, any>

/**
 * Tags are typed into one field, with commas, which no tag has; the API takes a list. Validators
 * are told `tagsAreNames`: whoever types 2030 means a tag of that name.
 */
export function splitTags(request: HttpRequest) {
  const { tags: typed, ...body } = request.body()
  if (typed === undefined) return

  const names = [typed ?? ''].flat().flatMap((text) => String(text).split(','))
  request.updateBody({ ...body, tags: names.map((name) => name.trim()).filter(Boolean) })
}

/**
 * Where there are too many people to choose from, one can be named: their id joins those of the
 * field. @throws ValidationFailed on the field where nobody whom the actor sees has the name
 */
export async function addSomebodyElse(
  actor: User,
  request: HttpRequest,
  field: 'assigned_to' | 'user_ids'
) {
  const { somebody_else: typed, ...body } = request.body()
  if (typed === undefined) return
  const username = String(typed ?? '').trim()
  if (!username) return request.updateBody(body)

  const named = await findByUsername(actor, username)
  if (!named) {
    throw ValidationFailed.on(field, 'not_found', `There is nobody called ${username}.`)
  }
  request.updateBody({ ...body, [field]: [body[field] ?? [], String(named.id)].flat() })
}

/** A task as its form shows it. */
export function formValuesOf(task: TaskDocument, { timezone }: User): FormValues {
  return {
    ...task,
    due_date: toLocalInput(task.due_date, timezone),
    tags: task.tags.map(({ name }) => name).join(', '),
    assigned_to: task.assigned_to.map(({ id }) => String(id)),
  }
}

const COMPARED = [
  'title',
  'description',
  'status',
  'priority',
  'due_date',
  'estimated_hours',
  'actual_hours',
  'team',
  'parent_task',
  'tags',
  'assigned_to',
]

/** Where what somebody wrote differs from what the task has become meanwhile. */
export function findConflicts(
  mine: FormValues,
  theirs: FormValues,
  choices: Awaited<ReturnType<typeof choicesFor>>
) {
  return COMPARED.filter((field) => normal(mine[field]) !== normal(theirs[field])).map((field) => ({
    label: words(field),
    mine: readable(field, mine[field]),
    theirs: readable(field, theirs[field]),
  }))

  function readable(field: string, value: unknown): string {
    if (field === 'status' || field === 'priority') return words(String(value))
    if (field === 'due_date') return String(value ?? '').replace('T', ' ')
    if (field === 'team') {
      return choices.teams.find((team) => String(team.value) === normal(value))?.label ?? ''
    }
    if (field === 'assigned_to') {
      const chosen = normal(value).split('\n')
      const people = choices.people.filter(({ id }) => chosen.includes(String(id)))
      return people.map(({ displayName }) => displayName).join(', ')
    }
    return String(value ?? '')
  }
}

/** Forms know neither null nor numbers, and end lines in their own way. */
function normal(value: unknown): string {
  if (Array.isArray(value)) return value.filter(Boolean).map(String).sort().join('\n')
  return String(value ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
}
