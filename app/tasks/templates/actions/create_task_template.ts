import db from '@adonisjs/lucid/services/db'
import type { UserActor } from '#accounts/users/actor'
import TaskTemplate from '#tasks/templates/models/task_template'
import type { Priority } from '#tasks/tasks/models/task'
import { findTeamForTask } from '#tasks/tasks/queries/find_team_for_task'

export interface TaskTemplateFields {
  name: string
  title: string
  description: string
  priority: Priority
  estimatedHours: number | null
  tags: string[]
  metadata: Record<string, unknown>

  team: number | null
}

export const TASK_TEMPLATE_DEFAULTS = {
  description: '',
  priority: 'medium' as const,
  estimatedHours: null,
  tags: [] as string[],
  metadata: {},
  team: null,
}

export class CreateTaskTemplate {
  /**
   * @throws ValidationFailed on `team` when the actor doesn't see it
   * @throws NotOnTeam
   */
  async handle(
    actor: UserActor,
    input: Pick<TaskTemplateFields, 'name' | 'title'> & Partial<TaskTemplateFields>
  ): Promise<TaskTemplate> {
    const { team, ...fields } = { ...TASK_TEMPLATE_DEFAULTS, ...input }

    return db.transaction(async (trx) => {
      if (team !== null) await findTeamForTask(actor, team, trx)
      return TaskTemplate.create(
        { ...fields, teamId: team, createdById: actor.user.id },
        { client: trx }
      )
    })
  }
}
