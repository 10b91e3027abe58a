import { args } from '@adonisjs/core/ace'
import { Refusal } from '#core/exceptions/refusal'
import { ReportCommand } from '#commands/tasks/_report_command'

export default class ReportTeam extends ReportCommand {
  static commandName = 'report:team'
  static description = `Report a team's tasks, also by assignee`
  static help = [
    'A task with several assignees counts for each of them.',
    '',
    '  {{ binaryName }} report:team Workshop',
    '  {{ binaryName }} report:team 7 --from=2026-01-01 --to=2026-04-01 --format=csv',
  ]

  @args.string({ description: 'Id or name of the team' })
  declare team: string

  async run() {
    const { default: Team } = await import('#teams/teams/models/team')
    const isId = /^\d{1,15}$/.test(this.team)
    const team =
      (isId && (await Team.find(Number(this.team)))) ||
      (await Team.query().whereRaw('lower(name) = lower(?)', [this.team]).first())
    if (!team) throw new Refusal(`No team "${this.team}"`)
    await this.report(team.id)
  }
}
