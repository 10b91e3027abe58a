import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import type Task from '#tasks/tasks/models/task'
import { Faults } from '#core/validation/faults'
import type { Change, HistoryAction } from '#tasks/history/models/task_history'
import { columnsOf } from '#tasks/tasks/task_columns'
import { FIELD_NAMES, type TaskFields, type TaskInput } from '#tasks/tasks/task_fields'

export interface ChangeRequest {
  actor: Actor
  action: HistoryAction
  input: Partial<TaskInput>
  trx: Transaction
}

export class TaskChange {
  readonly actor: Actor
  readonly action: HistoryAction
  readonly input: Partial<TaskInput>
  readonly trx: Transaction
  readonly faults = new Faults()

  /** Undefined in the phase `lock`. */
  task!: Task

  /** Empty for a new task; without lists when deleting or restoring. */
  before: Partial<TaskFields> = {}

  /** Undefined when unchanged. */
  tags?: TaskFields['tags']
  assignees?: TaskFields['assigned_to']

  constructor({ actor, action, input, trx }: ChangeRequest) {
    this.actor = actor
    this.action = action
    this.input = input
    this.trx = trx
  }

  get after(): Partial<TaskFields> {
    const { before, tags = before.tags, assignees = before.assigned_to } = this
    return { ...columnsOf(this.task), tags, assigned_to: assignees }
  }

  get changes(): Change[] {
    const { before, after } = this
    return FIELD_NAMES.filter((field) => !isDeepStrictEqual(before[field], after[field])).map(
      (field) => ({ field, old: before[field], new: after[field] })
    )
  }

  get isEmpty(): boolean {
    return this.action === 'updated' && this.changes.length === 0
  }
}
