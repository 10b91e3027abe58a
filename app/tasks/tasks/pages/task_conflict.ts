import type { UserActor } from '#accounts/users/actor'
import { absoluteTime } from '#web/times'
import { valueLabel } from '#tasks/tasks/pages/value_label'
import { choicesFor } from '#tasks/tasks/pages/choices'
import { formValuesOf } from '#tasks/tasks/pages/task_form'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'
import { kindOf, labelOf, type TaskFormField } from '#tasks/tasks/task_fields'
import { taskBase, type Merge, type TaskEdit } from '#tasks/tasks/pages/task_edit'

/** A form based on the current task: choosing theirs leaves a field untouched. */
export async function describeConflict(
  edit: TaskEdit,
  { changes, conflicts, taken }: Merge,
  current: TaskDocument,
  actor: UserActor
) {
  const theirs = formValuesOf(current, edit)
  const { teams } = await choicesFor(actor, edit.sent, theirs)
  const own = edit.touched.filter((field) => !conflicts.includes(field))

  return {
    current,
    base: JSON.stringify(taskBase(current, edit.timezone)),
    questions: conflicts.map((name) => ({
      name,
      label: labelOf(name),
      theirs: { value: theirs[name] ?? '', text: readable(name, theirs[name]) },
      mine: { value: edit.sent[name] ?? '', text: readable(name, edit.sent[name]) },
    })),
    carried: own.flatMap((name) => valuesOf(name).map((value) => ({ name, value }))),
    own: own.map(labelOf),
    taken: taken.map(labelOf),
  }

  function valuesOf(field: TaskFormField): unknown[] {
    if (field === 'tags') return [changes.tags!.map(nameOfTag).join(', ')]
    if (field === 'assigned_to') return ['', ...(changes.assignedTo as number[])]
    return [edit.sent[field] ?? '']
  }

  function nameOfTag(tag: number | string) {
    return typeof tag === 'string' ? tag : current.tags.find(({ id }) => id === tag)!.name
  }

  function readable(field: TaskFormField, value: unknown): string {
    if (value === null || value === undefined || value === '') return ''
    switch (kindOf(field)) {
      case 'status':
      case 'priority':
        return valueLabel(String(value))
      case 'instant':
        return absoluteTime(String(value), 'utc')
      case 'task':
        return `#${value}`
      case 'team':
        return teams.find((team) => String(team.value) === String(value))?.label ?? ''
      default:
        return String(value)
    }
  }
}
