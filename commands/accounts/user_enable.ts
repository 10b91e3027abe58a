import { args } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { UpdateUser } from '#accounts/users/actions/update_user'

export default class UserEnable extends AccountCommand {
  static commandName = 'user:enable'
  static description = 'Let somebody who was disabled sign in again'
  static help = [
    'Long-lived tokens that were revoked when they were disabled stay so.',
    '',
    '  {{ binaryName }} user:enable ada',
    '  {{ binaryName }} user:enable ada@example.org --json',
  ]

  @args.string({ description: 'Their username or e-mail address' })
  declare login: string

  async run() {
    const found = await this.findUser(this.login)
    const { id, username, isActive } = await new UpdateUser().handle(found, { isActive: true })

    this.print({ id, username, is_active: isActive }, () =>
      this.logger.success(`${username} can sign in`)
    )
  }
}
