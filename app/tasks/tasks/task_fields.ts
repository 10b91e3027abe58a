import type { DateTime } from 'luxon'
import string from '@adonisjs/core/helpers/string'
import type { Priority, Status } from '#tasks/tasks/models/task'

/** Which users to assign or unassign. */
export interface Assignment {
  mode: 'add' | 'remove' | 'replace'
  userIds: number[]

  /** The name of the list in the input, for faults. */
  field: string
}

/** What each kind of field is in an input, and in documents, the history and events. */
interface Kinds {
  title: { input: string; value: string }
  markdown: { input: string; value: string }
  status: { input: Status; value: Status }
  priority: { input: Priority; value: Priority }
  instant: { input: DateTime | null; value: string | null }
  hours: { input: number | null; value: number | null }
  users: { input: number[] | Assignment; value: { id: number; username: string }[] }
  tags: { input: (number | string)[]; value: { id: number; name: string }[] }
  task: { input: number | null; value: number | null }
  team: { input: number | null; value: number | null }
  json: { input: Record<string, unknown>; value: unknown }
  archived: { input: boolean; value: boolean }
}

interface Declaration {
  kind: keyof Kinds

  /** Its value in a new task, and after a PUT without it. */
  initial?: unknown

  /** Its column, where that has another name. */
  column?: string

  /** What sentences call it, where that isn't its name: "changed the due date". */
  noun?: string

  /** Whether task templates have it too. */
  inTemplates?: true

  /** Whether the form of a task leaves it out. */
  notInForm?: true
}

/**
 * The fields that whoever may change a task can set, by their names in the API. Validators, documents,
 * schemas, the form, the history and templates follow this table; how they treat a field depends on
 * its kind.
 */
export const TASK_FIELDS = {
  title: { kind: 'title', inTemplates: true },
  description: { kind: 'markdown', initial: '', inTemplates: true },
  status: { kind: 'status', initial: 'todo' },
  priority: { kind: 'priority', initial: 'medium', inTemplates: true },
  due_date: { kind: 'instant', initial: null },
  estimated_hours: {
    kind: 'hours',
    initial: null,
    inTemplates: true,
  },
  actual_hours: { kind: 'hours', initial: null },
  team: { kind: 'team', initial: null, column: 'team_id', inTemplates: true },
  parent_task: {
    kind: 'task',
    initial: null,
    column: 'parent_task_id',
  },
  tags: { kind: 'tags', initial: [], inTemplates: true },
  assigned_to: { kind: 'users', initial: [], noun: 'assignees' },
  metadata: { kind: 'json', initial: {}, inTemplates: true, notInForm: true },
  is_archived: { kind: 'archived', initial: false, notInForm: true },
} as const satisfies Record<string, Declaration>

type Fields = typeof TASK_FIELDS
type FieldsWith<Property> = {
  [Name in TaskField]: Fields[Name] extends Property ? Name : never
}[TaskField]

export type TaskField = keyof Fields
export type Kind = keyof Kinds
export type ListField = FieldsWith<{ kind: 'users' | 'tags' }>
export type TaskFormField = Exclude<TaskField, FieldsWith<{ notInForm: true }>>
export type TaskTemplateField = FieldsWith<{ inTemplates: true }>

/** The name of a field in TypeScript. */
export type Attribute<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Attribute<Tail>>}`
  : Name

/** What actions take. */
export type TaskInput = {
  [Name in TaskField as Attribute<Name>]: Kinds[Fields[Name]['kind']]['input']
}

/** What documents, the history and events contain. */
export type TaskFields = { [Name in TaskField]: Kinds[Fields[Name]['kind']]['value'] }

export const FIELD_NAMES = Object.keys(TASK_FIELDS) as TaskField[]

export const FORM_FIELDS = FIELD_NAMES.filter(
  (name) => !declarationOf(name).notInForm
) as TaskFormField[]

export const TEMPLATE_FIELDS = FIELD_NAMES.filter(
  (name) => declarationOf(name).inTemplates
) as TaskTemplateField[]

/** The fields that are rows of other tables. */
export const LIST_FIELDS = FIELD_NAMES.filter((name) =>
  ['users', 'tags'].includes(kindOf(name))
) as ListField[]

/** The fields that are columns. */
export const COLUMN_FIELDS = FIELD_NAMES.filter(
  (name) => !LIST_FIELDS.includes(name as ListField)
) as Exclude<TaskField, ListField>[]

export const DEFAULTS = defaultsOf(FIELD_NAMES) as Omit<TaskInput, 'title'>

export function defaultsOf(names: readonly TaskField[]): Record<string, unknown> {
  const defaults = names.map((name) => [attributeOf(name), declarationOf(name).initial])
  return Object.fromEntries(defaults.filter(([, initial]) => initial !== undefined))
}

export function declarationOf(name: TaskField): Declaration {
  return TASK_FIELDS[name]
}

export function kindOf(name: TaskField): Kind {
  return TASK_FIELDS[name].kind
}

export function columnOf(name: TaskField): string {
  return declarationOf(name).column ?? name
}

export function attributeOf<Name extends string>(name: Name) {
  return string.camelCase(name) as Attribute<Name>
}

export function nounOf(name: TaskField): string {
  return declarationOf(name).noun ?? string.noCase(name)
}

export function labelOf(name: TaskField): string {
  return string.sentenceCase(nounOf(name))
}
