import { args } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { UpdateUser } from '#accounts/users/actions/update_user'

export default class UserDisable extends AccountCommand {
  static commandName = 'user:disable'
  static description = 'Take all access from somebody, at once and everywhere'
  static help = [
    'Their sessions end and their long-lived tokens are revoked. What they made',
    'stays. user:enable lets them sign in again.',
    '',
    '  {{ binaryName }} user:disable ada',
    '  {{ binaryName }} user:disable ada@example.org --json',
  ]

  @args.string({ description: 'Their username or e-mail address' })
  declare login: string

  async run() {
    const found = await this.findUser(this.login)
    const { id, username, isActive } = await new UpdateUser().handle(found, { isActive: false })

    this.print({ id, username, is_active: isActive }, () =>
      this.logger.success(`${username} has no access any more`)
    )
  }
}
