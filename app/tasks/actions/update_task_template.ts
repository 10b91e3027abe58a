import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import type TaskTemplate from '#tasks/models/task_template'
import type { TaskTemplateFields } from '#tasks/actions/create_task_template'
import { findTeamForTask } from '#tasks/queries/find_team_for_task'

/** Changes a template; what is left out stays. */
export class UpdateTaskTemplate {
  /**
   * @throws ValidationFailed on `team` where the actor sees no such team
   * @throws NotOnTeam where they don't work in it
   */
  async handle(
    actor: User,
    template: TaskTemplate,
    { team = template.teamId, ...fields }: Partial<TaskTemplateFields>
  ): Promise<TaskTemplate> {
    return db.transaction(async (trx) => {
      if (team !== null && team !== template.teamId) {
        await findTeamForTask(actor, team, trx)
      }
      return template
        .useTransaction(trx)
        .merge({ ...fields, teamId: team })
        .save()
    })
  }
}
