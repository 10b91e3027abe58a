import db from '@adonisjs/lucid/services/db'
import Team from '#teams/teams/models/team'
import { TeamHasTasks } from '#teams/teams/exceptions/team_has_tasks'

/** Deletes a team that has no tasks; its name is free again and its members don't see it any more. */
export class DeleteTeam {
  /** @throws TeamHasTasks */
  async handle(team: Team): Promise<void> {
    await db.transaction(async (trx) => {
      const locked = await Team.lock(team.id, trx)

      // By the table: tasks know of teams and not the other way round.
      const task = await trx.from('tasks').where('team_id', team.id).whereNull('deleted_at').first()
      if (task) throw new TeamHasTasks()

      await locked.delete()
    })
  }
}
