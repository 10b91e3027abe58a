import type { DateTime } from 'luxon'
import { isDeepStrictEqual } from 'node:util'
import type Task from '#tasks/tasks/models/task'
import type { Priority, Status } from '#tasks/tasks/models/task'

/** How several people are put on a task or taken off it. */
export interface Assignment {
  mode: 'add' | 'remove' | 'replace'
  userIds: number[]

  /** What the input calls the users: that is where faults of theirs are told. */
  field: string
}

/** What can be said about a task by those who may change it. */
export interface TaskInput {
  title: string
  description: string
  status: Status
  priority: Priority
  dueDate: DateTime | null
  estimatedHours: number | null
  actualHours: number | null
  assignedTo: number[] | Assignment
  tags: (number | string)[]
  parentTask: number | null
  team: number | null
  metadata: Record<string, unknown>
  isArchived: boolean
}

/** What a task is where nothing was said: for POST, and for what a PUT leaves out. */
export const DEFAULTS: Omit<TaskInput, 'title'> = {
  description: '',
  status: 'todo',
  priority: 'medium',
  dueDate: null,
  estimatedHours: null,
  actualHours: null,
  assignedTo: [],
  tags: [],
  parentTask: null,
  team: null,
  metadata: {},
  isArchived: false,
}

/** The fields that the history tells about, with the names and values that the API has. */
export interface TaskFields {
  title: string
  description: string
  status: Status
  priority: Priority
  due_date: string | null
  estimated_hours: number | null
  actual_hours: number | null
  assigned_to: { id: number; username: string }[]
  tags: { id: number; name: string }[]
  parent_task: number | null
  team: number | null
  metadata: unknown
  is_archived: boolean
}

export type TaskField = keyof TaskFields

/** The fields that are columns of the task. */
export function columnsOf(task: Task): Omit<TaskFields, 'assigned_to' | 'tags'> {
  return {
    title: task.title,
    description: task.description,
    status: task.status,
    priority: task.priority,
    due_date: task.dueDate?.toUTC().toISO() ?? null,
    estimated_hours: task.estimatedHours,
    actual_hours: task.actualHours,
    parent_task: task.parentTaskId,
    team: task.teamId,
    metadata: JSON.parse(JSON.stringify(task.metadata)),
    is_archived: task.isArchived,
  }
}

/** The fields that differ, with both values. */
export function differences(before: Partial<TaskFields>, after: Partial<TaskFields>) {
  const fields = Object.keys(after) as TaskField[]
  return fields
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ field, old: before[field], new: after[field] }))
}
