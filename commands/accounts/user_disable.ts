import { args } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { UpdateUser } from '#accounts/users/actions/update_user'

export default class UserDisable extends AccountCommand {
  static commandName = 'user:disable'
  static description = 'Disable an account and revoke all its access immediately'
  static help = [
    'Ends all sessions and revokes all long-lived tokens. Tasks and comments of',
    'the user are kept. To let the user sign in again, run user:enable.',
    '',
    '  {{ binaryName }} user:disable ada',
    '  {{ binaryName }} user:disable ada@example.org --json',
  ]

  @args.string({ description: 'Username or email address' })
  declare login: string

  async run() {
    const found = await this.findUser(this.login)
    const { id, username, isActive } = await new UpdateUser().handle(found, { isActive: false })

    this.print({ id, username, is_active: isActive }, () =>
      this.logger.success(`Disabled ${username}`)
    )
  }
}
