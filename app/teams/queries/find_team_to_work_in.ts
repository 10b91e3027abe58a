import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#accounts/models/user'
import Team from '#teams/models/team'
import TeamMember from '#teams/models/team_member'
import { OnlyLookingOn } from '#teams/exceptions/only_looking_on'
import { ValidationFailed } from '#core/exceptions/validation_failed'

/** The team that a new task or template goes into. It can't be deleted before `trx` ends. */
export class FindTeamToWorkIn {
  /**
   * @throws ValidationFailed on `team` where the actor sees no such team
   * @throws OnlyLookingOn where the actor is in the team as a viewer
   */
  async handle(actor: User, id: number, trx: TransactionClientContract): Promise<Team> {
    const team = await Team.query({ client: trx })
      .withScopes((scopes) => scopes.visibleTo(actor))
      .where('id', id)
      .forShare()
      .first()
    if (!team) throw ValidationFailed.on('team', 'not_found', 'There is no team with this id.')

    if (!actor.isAdmin && (await TeamMember.roleOf(actor, id)) === 'viewer') {
      throw new OnlyLookingOn()
    }
    return team
  }
}
