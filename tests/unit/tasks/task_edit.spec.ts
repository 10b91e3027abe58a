import fc from 'fast-check'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'
import { isTouched } from '#web/forms/form_base'
import { formValuesOf } from '#tasks/tasks/pages/task_form'
import { taskBase, TaskEdit } from '#tasks/tasks/pages/task_edit'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

const zones = Intl.supportedValuesOf('timeZone')

const instants = fc
  .integer({
    min: DateTime.fromISO('0001-01-01T00:00:00Z').toMillis(),
    max: DateTime.fromISO('9999-12-31T23:59:59.999Z').toMillis(),
  })
  .map((millis) => DateTime.fromMillis(millis, { zone: 'utc' }).toISO()!)

const text = fc.string({ unit: 'binary', maxLength: 150 })
const hours = fc.option(fc.nat(99_999_999).map((hundredths) => hundredths / 100))
const link = fc.option(fc.integer({ min: 1, max: 5 }))

const tasks = fc.record({
  title: text,
  description: fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '𝕏'), maxLength: 150 }),
  status: fc.constantFrom(...STATUSES),
  priority: fc.constantFrom(...PRIORITIES),
  due_date: fc.option(instants),
  estimated_hours: hours,
  actual_hours: hours,
  team: link,
  parent_task: link,
  tags: fc
    .uniqueArray(fc.integer({ min: 1, max: 6 }))
    .map((ids) => ids.map((id) => ({ id, name: `tag ${id}` }))),
  assigned_to: fc
    .uniqueArray(fc.integer({ min: 1, max: 6 }))
    .map((ids) => ids.map((id) => ({ id, username: `user${id}` }))),
}) as unknown as fc.Arbitrary<TaskDocument>

test.group('Task form', () => {
  test('has no changed field if it is submitted unchanged', ({ assert }) => {
    fc.assert(
      fc.property(tasks, fc.constantFrom(...zones), (task, timezone) => {
        const base = taskBase(task, timezone)
        const sent = submitted(task, timezone)
        const touched = Object.keys(sent).filter((field) => isTouched(field, sent[field], base))
        assert.deepEqual(touched, [])
      }),
      { numRuns: 3000 }
    )
  })

  test('merges three-way: no change is lost, and only conflicts are reported', ({ assert }) => {
    fc.assert(
      fc.property(tasks, tasks, tasks, (shown, theirs, mine) => {
        const base = taskBase(shown, 'utc')
        const now = taskBase(theirs, 'utc')
        const wanted = taskBase(mine, 'utc')
        const sent = submitted(mine, 'utc')
        const touched = Object.keys(sent).filter((field) => isTouched(field, sent[field], base))
        const edit = new TaskEdit(pick(sent, touched), base, 'utc')
        const { changes, conflicts, taken } = edit.merge(inputOf(mine), theirs, true)

        for (const [field, name] of SCALARS) {
          const same = (one: any, other: any) => one[field] === other[field]
          const isMine = !same(wanted, base)
          const isTheirs =
            field === 'due_date' ? base.due_date_exact !== now.due_date_exact : !same(now, base)
          assert.equal(name in changes, isMine && !isTheirs, field)
          assert.equal(
            conflicts.includes(field as never),
            isMine && isTheirs && !same(wanted, now),
            field
          )
          assert.equal(taken.includes(field as never), isTheirs && !isMine, field)
        }
        for (const [field, name] of [
          ['tags', 'tags'],
          ['assigned_to', 'assignedTo'],
        ] as const) {
          if (!touched.includes(field)) continue
          const result = (changes[name] as (number | string)[]).map(String)
          assert.sameMembers(result.map(idOf), [...merged(ids(shown), ids(theirs), ids(mine))])

          function ids(task: TaskDocument) {
            return new Set((task[field] as { id: number }[]).map(({ id }) => id))
          }
        }
      }),
      { numRuns: 2000 }
    )
  })
})

const SCALARS = [
  ['title', 'title'],
  ['description', 'description'],
  ['status', 'status'],
  ['priority', 'priority'],
  ['due_date', 'dueDate'],
  ['estimated_hours', 'estimatedHours'],
  ['team', 'team'],
] as const

/** Submits the fields as a browser does, by the rules of HTML. */
function submitted(task: TaskDocument, timezone: string): Record<string, any> {
  const {
    title,
    description,
    tags,
    assigned_to: assignees,
    ...values
  } = formValuesOf(task, {
    timezone,
  })
  return {
    ...pick(values, [
      ...['status', 'priority', 'due_date', 'estimated_hours', 'actual_hours', 'team'],
      'parent_task',
    ]),
    title: title.replace(/[\r\n]/g, ''),
    description: description.replace(/\r\n?|\n/g, '\r\n'),
    tags,
    assigned_to: ['', ...assignees],
  }
}

function inputOf(task: TaskDocument): any {
  return {
    ...task,
    dueDate: task.due_date,
    estimatedHours: task.estimated_hours,
    actualHours: task.actual_hours,
    parentTask: task.parent_task,
    tags: task.tags.map(({ name }) => name),
    assignedTo: task.assigned_to.map(({ id }) => id),
  }
}

const merged = (base: Set<number>, theirs: Set<number>, mine: Set<number>) =>
  theirs.difference(base.difference(mine)).union(mine.difference(base))

const idOf = (tag: string) => Number(tag.replace('tag ', ''))

const pick = (from: object, names: string[]) =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
