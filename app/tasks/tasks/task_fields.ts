import type { DateTime } from 'luxon'
import string from '@adonisjs/core/helpers/string'
import type { Priority, Status } from '#tasks/tasks/models/task'

export interface Assignment {
  mode: 'add' | 'remove' | 'replace'
  userIds: number[]

  /** For faults. */
  field: string
}

/** Types by kind, in input and in output. */
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

  /** Default of a new task, and of a PUT without it. */
  initial?: unknown

  /** When it differs from the name. */
  column?: string

  /** In sentences, when it differs from the name. */
  noun?: string

  inTemplates?: true

  notInForm?: true
}

/** Validators, documents, schemas, forms, history and templates derive from this table. */
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

export type Attribute<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Attribute<Tail>>}`
  : Name

export type TaskInput = {
  [Name in TaskField as Attribute<Name>]: Kinds[Fields[Name]['kind']]['input']
}

export type TaskFields = { [Name in TaskField]: Kinds[Fields[Name]['kind']]['value'] }

export const FIELD_NAMES = Object.keys(TASK_FIELDS) as TaskField[]

export const FORM_FIELDS = FIELD_NAMES.filter(
  (name) => !declarationOf(name).notInForm
) as TaskFormField[]

export const TEMPLATE_FIELDS = FIELD_NAMES.filter(
  (name) => declarationOf(name).inTemplates
) as TaskTemplateField[]

/** Rows of other tables. */
export const LIST_FIELDS = FIELD_NAMES.filter((name) =>
  ['users', 'tags'].includes(kindOf(name))
) as ListField[]

export const COLUMN_FIELDS = FIELD_NAMES.filter(
  (name) => !LIST_FIELDS.includes(name as ListField)
) as Exclude<TaskField, ListField>[]

export const DEFAULTS = defaultsOf(FIELD_NAMES) as Omit<TaskInput, 'title'>

export function defaultsOf(names: readonly TaskField[]): Record<string, unknown> {
  const defaults = names.map((name) => [attributeOf(name), declarationOf(name).initial])
  return Object.fromEntries(defaults.filter(([, initial]) => initial !== undefined))
}

function declarationOf(name: TaskField): Declaration {
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
