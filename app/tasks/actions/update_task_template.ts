import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/models/user'
import type TaskTemplate from '#tasks/models/task_template'
import type { TaskTemplateFields } from '#tasks/actions/create_task_template'
import { NotTheCreator } from '#tasks/exceptions/not_the_creator'
import { findTeamForTask } from '#tasks/queries/find_team_for_task'

/** Changes a template; what is left out stays. */
export class UpdateTaskTemplate {
  /**
   * @throws ValidationFailed on `team` where the actor sees no such team
   * @throws NotOnTeam where they don't work in it
   * @throws NotTheCreator where they would hand the team's template back to somebody else
   */
  async handle(
    actor: User,
    template: TaskTemplate,
    { team = template.teamId, ...fields }: Partial<TaskTemplateFields>
  ): Promise<TaskTemplate> {
    return db.transaction(async (trx) => {
      const leavesTeam = team === null && template.teamId !== null
      if (leavesTeam && template.createdById !== actor.id) throw new NotTheCreator()
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
