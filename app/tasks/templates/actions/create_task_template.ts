import { inTransaction, type Transaction } from '#core/database/transaction'
import type { UserActor } from '#accounts/users/actor'
import TaskTemplate from '#tasks/templates/models/task_template'
import {
  defaultsOf,
  TEMPLATE_FIELDS,
  type Attribute,
  type TaskInput,
  type TaskTemplateField,
} from '#tasks/tasks/task_fields'
import { findTeamForTask } from '#tasks/tasks/queries/find_team_for_task'

/** Tags by name: they are created with the task. */
export type TaskTemplateFields = Omit<Pick<TaskInput, Attribute<TaskTemplateField>>, 'tags'> & {
  name: string
  tags: string[]
}

export const TASK_TEMPLATE_DEFAULTS = defaultsOf(TEMPLATE_FIELDS) as Omit<
  TaskTemplateFields,
  'name' | 'title'
>

export class CreateTaskTemplate {
  /** @throws ValidationFailed on `team`, NotOnTeam */
  async handle(
    actor: UserActor,
    input: Pick<TaskTemplateFields, 'name' | 'title'> & Partial<TaskTemplateFields>,
    outer?: Transaction
  ): Promise<TaskTemplate> {
    const { team, ...fields } = { ...TASK_TEMPLATE_DEFAULTS, ...input }

    return inTransaction(outer, async (trx) => {
      if (team !== null) await findTeamForTask(actor, team, trx)
      return TaskTemplate.create(
        { ...fields, teamId: team, createdById: actor.user.id },
        { client: trx }
      )
    })
  }
}
