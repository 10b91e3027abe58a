import type { Actor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import type { Transaction } from '#core/database/transaction'
import { ValidationFailed } from '#core/exceptions/validation_failed'

/** Locks it against deletion. @throws ValidationFailed on `team` */
export async function findVisibleTeam(actor: Actor, id: number, trx: Transaction): Promise<Team> {
  const team = await Team.query({ client: trx })
    .withScopes((scopes) => scopes.visibleTo(actor))
    .where('id', id)
    .forShare()
    .first()
  if (!team) throw ValidationFailed.on('team', 'not_found', `No team with the id ${id}.`)
  return team
}
