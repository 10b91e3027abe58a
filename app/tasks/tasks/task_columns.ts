import type { DateTime } from 'luxon'
import type Task from '#tasks/tasks/models/task'
import {
  attributeOf,
  columnOf,
  COLUMN_FIELDS,
  kindOf,
  type Kind,
  type ListField,
  type TaskField,
  type TaskFields,
  type TaskInput,
} from '#tasks/tasks/task_fields'

/** Values in the history that differ from the column. */
const VALUES: Partial<Record<Kind, (value: any) => unknown>> = {
  instant: (value: DateTime | null) => value?.toUTC().toISO() ?? null,
  json: (value) => JSON.parse(JSON.stringify(value)),
}

export function columnsOf(task: Task): Omit<TaskFields, ListField> {
  const entries = COLUMN_FIELDS.map((name) => {
    const value = task[columnAttribute(name)]
    return [name, VALUES[kindOf(name)]?.(value) ?? value]
  })
  return Object.fromEntries(entries)
}

export function setColumns(task: Task, input: Partial<TaskInput>) {
  for (const name of COLUMN_FIELDS) {
    const value = input[attributeOf(name)]
    if (value !== undefined) task.merge({ [columnAttribute(name)]: value })
  }
}

function columnAttribute(name: TaskField) {
  return attributeOf(columnOf(name)) as keyof Task
}
