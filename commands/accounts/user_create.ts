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
  static description = 'Make an account, with any role'
  static help = [
    'Asks at a terminal for what is left out. Without a password one is',
    'generated and shown once.',
    '',
    '  {{ binaryName }} user:create',
    '  {{ binaryName }} user:create --username=ada --email=ada@example.org --role=admin',
  ]

  @flags.string({ description: 'How they sign in: letters, digits, dots, dashes' })
  declare username?: string

  @flags.string({ description: 'Their e-mail address, with which they sign in too' })
  declare email?: string

  @flags.string({ description: `What they may do: ${ROLES.join(', ')} [default: member]` })
  declare role?: string

  @flags.string({ description: 'Seen by who lists processes: rather have it asked or generated' })
  declare password?: string

  @flags.string({ description: 'First name' })
  declare firstName?: string

  @flags.string({ description: 'Last name' })
  declare lastName?: string

  @flags.string({ description: 'An IANA time zone, such as Europe/Oslo [default: UTC]' })
  declare timezone?: string

  async run() {
    const role = await this.#chooseRole()
    const username = await this.given(this.username, '--username', 'Username')
    const email = await this.given(this.email, '--email', 'E-mail address')
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
    throw new Refusal(`--role takes one of ${ROLES.join(', ')}`)
  }
}
