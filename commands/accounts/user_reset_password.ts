import vine from '@vinejs/vine'
import { args, flags } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { validate } from '#core/validation/validate'
import { newPassword } from '#accounts/passwords/validators/password'
import { ResetPassword } from '#accounts/passwords/actions/reset_password'

const passwordValidator = vine.create(vine.object({ password: newPassword() }))

export default class UserResetPassword extends AccountCommand {
  static commandName = 'user:reset-password'
  static description = 'Give somebody another password, and end all their sign-ins'
  static help = [
    'Asks at a terminal for the password. Left out or empty, one is generated',
    'and shown once.',
    '',
    '  {{ binaryName }} user:reset-password ada',
    '  {{ binaryName }} user:reset-password ada@example.org --json',
  ]

  @args.string({ description: 'Their username or e-mail address' })
  declare login: string

  @flags.string({ description: 'Seen by who lists processes: rather have it asked or generated' })
  declare password?: string

  async run() {
    const user = await this.findUser(this.login)
    const chosen = await this.choosePassword(this.password)

    const input = { password: chosen.password }
    const { password } = await validate(passwordValidator, input, { user })
    await new ResetPassword().handle(user, password)

    const account = { id: user.id, username: user.username }
    this.print({ ...account, ...(chosen.isGenerated && { password }) }, () => {
      this.logger.success(`${user.username} has another password and is signed out everywhere`)
      if (chosen.isGenerated) this.showPassword(password)
    })
  }
}
