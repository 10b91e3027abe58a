import { args, flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { validate } from '#core/validation/validate'
import { OPERATOR } from '#accounts/users/actor'
import { Invite } from '#teams/invitations/actions/invite'
import { invitationValidator } from '#teams/invitations/validators/invitation'

export default class UserInvite extends OperatorCommand {
  static commandName = 'user:invite'
  static description = 'Invite someone by email to create an account with any role'
  static help = [
    'The link is also printed, in case no mail server is configured.',
    '',
    '  {{ binaryName }} user:invite ada@example.org',
    '  {{ binaryName }} user:invite ada@example.org --role=manager --team=7 --team-role=lead',
  ]

  @args.string({ description: 'Email address of the recipient' })
  declare email: string

  @flags.string({ description: 'Account role [default: member]' })
  declare role?: string

  @flags.number({ description: 'Id of the team to join' })
  declare team?: number

  @flags.string({ description: 'Team role [default: member]' })
  declare teamRole?: string

  async run() {
    const { email, role, team, teamRole } = this
    const input = await validate(invitationValidator, { email, role, team, team_role: teamRole })
    const invitation = await new Invite().handle(OPERATOR, input)

    const { id, url, expiresAt } = invitation
    this.print({ id, email, url, expires_at: expiresAt.toISO() }, () => {
      this.logger.success(`Invited ${email}`)
      this.logger.log(url)
    })
  }
}
