import { args } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { UpdateUser } from '#accounts/users/actions/update_user'

export default class UserEnable extends AccountCommand {
  static commandName = 'user:enable'
  static description = 'Enable a disabled account'
  static help = [
    'Long-lived tokens that were revoked when it was disabled stay revoked.',
    '',
    '  {{ binaryName }} user:enable ada',
    '  {{ binaryName }} user:enable ada@example.org --json',
  ]

  @args.string({ description: 'Username or email address' })
  declare login: string

  async run() {
    const found = await this.findUser(this.login)
    const { id, username, isActive } = await new UpdateUser().handle(found, { isActive: true })

    this.print({ id, username, is_active: isActive }, () =>
      this.logger.success(`Enabled ${username}`)
    )
  }
}
