import { flags } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { Refusal } from '#core/exceptions/refusal'
import { ROLES, type Role } from '#accounts/users/models/user'
import { Faults } from '#core/validation/faults'
import { findTaken } from '#accounts/users/queries/find_taken'
import { validate } from '#core/validation/validate'
import { RegisterUser } from '#accounts/registration/actions/register_user'
import { registrationValidator } from '#accounts/users/validators/user'

export default class UserCreate extends AccountCommand {
  static commandName = 'user:create'
  static description = 'Create an account with any role'
  static help = [
    'Prompts for missing values. Without a password, one is generated and shown',
    'once.',
    '',
    '  {{ binaryName }} user:create',
    '  {{ binaryName }} user:create --username=ada --email=ada@example.org --role=admin',
  ]

  @flags.string({ description: 'Username: letters, digits, dots and dashes' })
  declare username?: string

  @flags.string({ description: 'Email address, can also be used to sign in' })
  declare email?: string

  @flags.string({ description: `Role: ${ROLES.join(', ')} [default: member]` })
  declare role?: string

  @flags.string({
    description: 'Password. Visible in the process list: prefer the prompt or a generated one',
  })
  declare password?: string

  @flags.string({ description: 'First name' })
  declare firstName?: string

  @flags.string({ description: 'Last name' })
  declare lastName?: string

  @flags.string({ description: 'IANA time zone such as Europe/Oslo [default: UTC]' })
  declare timezone?: string

  async run() {
    const role = await this.#chooseRole()
    const username = await this.given(this.username, '--username', 'Username')
    const email = await this.given(this.email, '--email', 'Email address')
    const { password, isGenerated } = await this.choosePassword(this.password)

    const profile = {
      first_name: this.firstName,
      last_name: this.lastName,
      timezone: this.timezone,
    }
    const input = { username, email, password, ...profile }
    const faults = new Faults()
    const newUser = await faults.in(validate(registrationValidator, input))
    faults.add(...(await findTaken({ username, email })))
    faults.assertNone()
    const user = await new RegisterUser().handle({ ...newUser!, role })

    const account = { id: user.id, username: user.username, email: user.email, role: user.role }
    this.print({ ...account, ...(isGenerated && { password }) }, () => {
      this.printTable([account])
      if (isGenerated) this.showPassword(password)
    })
  }

  async #chooseRole(): Promise<Role> {
    if (this.role === undefined) {
      return this.canAsk ? this.prompt.choice('Role', ROLES, { default: 'member' }) : 'member'
    }
    if ((ROLES as readonly string[]).includes(this.role)) return this.role as Role
    throw new Refusal(`--role must be one of ${ROLES.join(', ')}`)
  }
}
