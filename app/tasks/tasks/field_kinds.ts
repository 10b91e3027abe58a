import vine from '@vinejs/vine'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import { TASK_FIELDS, type Kind, type TaskField } from '#tasks/tasks/task_fields'
import { tagName, MAX_TAGS } from '#tasks/tags/validators/tag'
import { prose } from '#core/validation/characters'
import { line } from '#core/validation/text_rules'
import { booleanFlag, hours, id, instant, metadata } from '#core/validation/rules'
import { nullable, object, ID, INSTANT, PERSON, type JsonSchema } from '#api/contract/schemas'

const MAX_PEOPLE = 100

export const userIds = () => vine.array(id()).maxLength(MAX_PEOPLE)

/** By id, or by name, which creates missing ones; in text digits are an id. */
const tag = () =>
  vine.union([
    vine.union.if((value, { meta }) => isId(value, meta.text), id()),
    vine.union.else(tagName()),
  ])

/** Validators of the input, and schemas of the output. */
const KINDS = {
  title: {
    rule: () => line({ max: 200 }),
    schema: { type: 'string', maxLength: 200, examples: ['Draft the launch notes'] },
  },
  markdown: {
    rule: () => prose(50_000).optional(),
    schema: { type: 'string', maxLength: 50_000, examples: ['One page, for everybody.'] },
  },
  status: {
    rule: () => vine.enum(STATUSES).optional(),
    schema: { type: 'string', enum: STATUSES, examples: ['in_progress'] },
  },
  priority: {
    rule: () => vine.enum(PRIORITIES).optional(),
    schema: { type: 'string', enum: PRIORITIES, examples: ['high'] },
  },
  instant: {
    rule: () => instant().nullable().optional(),
    schema: nullable(INSTANT),
  },
  hours: {
    rule: () => hours({ max: 999_999.99 }).nullable().optional(),
    schema: nullable({ type: 'number', minimum: 0, examples: [2.5] }),
  },
  users: {
    rule: () => userIds().optional(),
    schema: { type: 'array', items: PERSON },
  },
  tags: {
    rule: () => vine.array(tag()).maxLength(MAX_TAGS).optional(),
    schema: {
      type: 'array',
      items: object({ id: ID, name: { type: 'string', examples: ['documents'] } }),
    },
  },
  task: {
    rule: () => id().nullable().optional(),
    schema: nullable({ ...ID, examples: [null] }),
  },
  team: {
    rule: () => id().nullable().optional(),
    schema: nullable(ID),
  },
  json: {
    rule: () => metadata().optional(),
    schema: { type: 'object', additionalProperties: true },
  },
  archived: {
    rule: () => booleanFlag().optional(),
    schema: { type: 'boolean', examples: [false] },
  },
} satisfies Record<Kind, { rule: () => unknown; schema: JsonSchema }>

type Kinds = typeof KINDS
type Rules<Name extends TaskField> = {
  [Each in Name]: ReturnType<Kinds[(typeof TASK_FIELDS)[Each]['kind']]['rule']>
}

export function rulesOf<Name extends TaskField>(names: readonly Name[]): Rules<Name> {
  const rules = names.map((name) => [name, KINDS[TASK_FIELDS[name].kind].rule()])
  return Object.fromEntries(rules)
}

export function schemasOf(names: readonly TaskField[]): Record<string, JsonSchema> {
  return Object.fromEntries(names.map((name) => [name, KINDS[TASK_FIELDS[name].kind].schema]))
}

function isId(value: unknown, isText: boolean): boolean {
  return typeof value === 'number' || (isText && /^\d+$/.test(String(value)))
}
