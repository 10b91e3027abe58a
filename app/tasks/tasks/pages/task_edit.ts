import type { HttpRequest } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import {
  attributeOf,
  FORM_FIELDS,
  kindOf,
  LIST_FIELDS,
  type ListField,
  type TaskFormField,
  type TaskInput,
} from '#tasks/tasks/task_fields'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'
import { baseOf, brief, dropUntouched, isSame, type FormBase } from '#web/forms/form_base'
import {
  exactNameOf,
  formValuesOf,
  addTypedAssignee,
  type FormValues,
} from '#tasks/tasks/pages/task_form'

type Input = Partial<TaskInput>

export interface Merge {
  changes: Input
  /** Changed by both, differently. */
  conflicts: TaskFormField[]
  /** Changed by others only. */
  taken: TaskFormField[]
}

/** The changes of a form relative to what it showed. */
export class TaskEdit {
  /** Leaves the changed fields in the body. */
  static async read(request: HttpRequest, actor: UserActor): Promise<TaskEdit> {
    await addTypedAssignee(actor, request, 'assigned_to')
    const base = dropUntouched(request)
    return new TaskEdit(request.body(), base, String(base?.timezone ?? actor.user.timezone))
  }

  constructor(
    readonly sent: FormValues,
    private base: FormBase | undefined,
    readonly timezone: string
  ) {}

  get touched(): TaskFormField[] {
    return FORM_FIELDS.filter((field) => field in this.sent)
  }

  /** `isStale`: others changed the task since. */
  merge(input: Input, current: TaskDocument, isStale: boolean): Merge {
    const now = taskBase(current, this.timezone)
    const isTheirs = (field: TaskFormField) => isStale && !this.#showed(field, now)
    const { touched } = this
    const contested = touched.filter((field) => isTheirs(field) && !isList(field))
    const own = touched.filter((field) => !contested.includes(field))

    return {
      changes: Object.fromEntries(
        own.map((field) => [attributeOf(field), this.#valueOf(field, input, current)])
      ),
      conflicts: contested.filter((field) => !isSame(brief(field, this.sent[field]), now[field])),
      taken: FORM_FIELDS.filter(
        (field) => this.base && !touched.includes(field) && isTheirs(field)
      ),
    }
  }

  #showed(field: TaskFormField, now: FormBase): boolean {
    const names = kindOf(field) === 'instant' ? [field, exactNameOf(field)] : [field]
    return names.every((name) => isSame(this.base?.[name], now[name]))
  }

  /** Merges lists by additions and removals. */
  #valueOf(field: TaskFormField, input: Input, current: TaskDocument) {
    if (field === 'tags') {
      const shown = keysOf(this.base?.tags)
      const sent = keysOf(input.tags)
      const kept = current.tags.filter(({ name }) => sent.has(key(name)) || !shown.has(key(name)))
      const there = keysOf(kept.map(({ name }) => name))
      const added = input.tags!.filter((name) => !shown.has(key(name)) && !there.has(key(name)))
      return [...kept.map(({ id }) => id), ...added]
    }
    if (field === 'assigned_to') {
      const shown = new Set([this.base?.assigned_to ?? []].flat().map(Number))
      const sent = new Set(input.assignedTo as number[])
      const kept = current.assigned_to.map(({ id }) => id)
      return [
        ...new Set(kept.filter((id) => sent.has(id) || !shown.has(id))).union(
          sent.difference(shown)
        ),
      ]
    }
    return input[attributeOf(field)]
  }
}

/** `people` are the choices the form offers. */
export function taskBase(task: TaskDocument, timezone: string, people?: { id: number }[]) {
  const shown: FormValues = formValuesOf(task, { timezone })
  const tags = task.tags.map(({ name }) => name)
  const offered = (id: string) => !people || people.some((person) => String(person.id) === id)
  const assignees = shown.assigned_to.filter(offered)
  const names = FORM_FIELDS.flatMap((name) => [name, exactNameOf(name)])
  const fields = names.filter((name) => name in shown).map((name) => [name, shown[name]])
  return baseOf({ ...Object.fromEntries(fields), timezone, tags, assigned_to: assignees })
}

const isList = (field: TaskFormField) => LIST_FIELDS.includes(field as ListField)

const key = (name: unknown) => String(name).normalize('NFC').toLowerCase()

const keysOf = (names: unknown) => new Set([names ?? []].flat().map(key))
