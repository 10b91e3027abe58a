import type Team from '#teams/teams/models/team'

/** Changes what a team is called and said to be; what is left out stays. */
export class UpdateTeam {
  async handle(team: Team, input: { name?: string; description?: string }): Promise<Team> {
    return team.merge(input).save()
  }
}
