import { inTransaction, type Transaction } from '#core/database/transaction'
import type { Actor } from '#accounts/users/actor'
import TaskTemplate from '#tasks/templates/models/task_template'
import type { TaskTemplateFields } from '#tasks/templates/actions/create_task_template'
import TeamMember from '#teams/members/models/team_member'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { findTeamForTask } from '#tasks/tasks/queries/find_team_for_task'

export class UpdateTaskTemplate {
  /** @throws ValidationFailed on `team`, NotOnTeam */
  async handle(
    actor: Actor,
    { id }: TaskTemplate,
    { team, ...fields }: Partial<TaskTemplateFields>,
    outer?: Transaction
  ): Promise<TaskTemplate> {
    return inTransaction(outer, async (trx) => {
      const template = await TaskTemplate.lock(id, trx)
      if (team !== undefined && team !== template.teamId) {
        if (team === null) await assertCreatorIsInTeam(template, trx)
        else await findTeamForTask(actor, team, trx)
        template.teamId = team
      }
      return template.merge(fields).save()
    })
  }
}

async function assertCreatorIsInTeam(template: TaskTemplate, trx: Transaction) {
  const { createdById: userId, teamId } = template
  const place = await TeamMember.query({ client: trx }).where({ userId, teamId: teamId! }).first()
  if (place) return

  throw ValidationFailed.on(
    'team',
    'creator_left',
    'The team can’t be removed: the template would become private to its creator, who is no longer a member.'
  )
}
