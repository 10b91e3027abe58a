import vine from '@vinejs/vine'
import { args, flags } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { validate } from '#core/validation/validate'
import { newPassword } from '#accounts/passwords/validators/password'
import { ResetPassword } from '#accounts/passwords/actions/reset_password'

const passwordValidator = vine.create(vine.object({ password: newPassword() }))

export default class UserResetPassword extends AccountCommand {
  static commandName = 'user:reset-password'
  static description = 'Reset a user’s password and end all their sessions'
  static help = [
    'Prompts for the password. If it is omitted or empty, one is generated and',
    'shown once.',
    '',
    '  {{ binaryName }} user:reset-password ada',
    '  {{ binaryName }} user:reset-password ada@example.org --json',
  ]

  @args.string({ description: 'Username or email address' })
  declare login: string

  @flags.string({
    description: 'Password. Visible in the process list: prefer the prompt or a generated one',
  })
  declare password?: string

  async run() {
    const user = await this.findUser(this.login)
    const chosen = await this.choosePassword(this.password)

    const input = { password: chosen.password }
    const { password } = await validate(passwordValidator, input, { user })
    await new ResetPassword().handle(user, password)

    const account = { id: user.id, username: user.username }
    this.print({ ...account, ...(chosen.isGenerated && { password }) }, () => {
      this.logger.success(`Reset the password of ${user.username} and ended all sessions`)
      if (chosen.isGenerated) this.showPassword(password)
    })
  }
}
