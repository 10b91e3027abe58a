import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import type TaskTemplate from '#tasks/models/task_template'
import type { TaskTemplateFields } from '#tasks/actions/create_task_template'
import { FindTeamToWorkIn } from '#teams/queries/find_team_to_work_in'

/** Changes a template; what is left out stays. */
export class UpdateTaskTemplate {
  /**
   * @throws ValidationFailed on `team` where the actor sees no such team
   * @throws OnlyLookingOn where they are in it as a viewer
   */
  async handle(
    actor: User,
    template: TaskTemplate,
    { team = template.teamId, ...fields }: Partial<TaskTemplateFields>
  ): Promise<TaskTemplate> {
    return db.transaction(async (trx) => {
      if (team !== null && team !== template.teamId) {
        await new FindTeamToWorkIn().handle(actor, team, trx)
      }
      return template
        .useTransaction(trx)
        .merge({ ...fields, teamId: team })
        .save()
    })
  }
}
