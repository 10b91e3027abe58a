import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Actor } from '#accounts/users/actor'
import type TaskTemplate from '#tasks/templates/models/task_template'
import type { TaskTemplateFields } from '#tasks/templates/actions/create_task_template'
import TeamMember from '#teams/members/models/team_member'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { findTeamForTask } from '#tasks/tasks/queries/find_team_for_task'

export class UpdateTaskTemplate {
  /**
   * @throws ValidationFailed on `team` when the actor doesn't see it, or its creator has left the
   *   team
   * @throws NotOnTeam
   */
  async handle(
    actor: Actor,
    template: TaskTemplate,
    { team = template.teamId, ...fields }: Partial<TaskTemplateFields>
  ): Promise<TaskTemplate> {
    return db.transaction(async (trx) => {
      if (team !== template.teamId) {
        if (team === null) await assertCreatorIsInTeam(template, trx)
        else await findTeamForTask(actor, team, trx)
      }
      return template
        .useTransaction(trx)
        .merge({ ...fields, teamId: team })
        .save()
    })
  }
}

async function assertCreatorIsInTeam(template: TaskTemplate, trx: TransactionClientContract) {
  const { createdById: userId, teamId } = template
  const place = await TeamMember.query({ client: trx }).where({ userId, teamId: teamId! }).first()
  if (place) return

  throw ValidationFailed.on(
    'team',
    'creator_left',
    'The team can’t be removed: the template would become private to its creator, who is no longer a member.'
  )
}
