import { args, flags } from '@adonisjs/core/ace'
import string from '@adonisjs/core/helpers/string'
import { AccountCommand } from './_account_command.js'
import { Refusal } from '#core/exceptions/refusal'
import { CreateLongLivedToken } from '#accounts/sessions/actions/create_long_lived_token'

const MAX_NAME_LENGTH = 255

export default class TokenCreate extends AccountCommand {
  static commandName = 'token:create'
  static description = 'Create a long-lived token for a program to act as a user'
  static help = [
    'The token is shown only once; only its hash is stored. Programs send it as',
    'Authorization: Bearer <token>.',
    '',
    '  {{ binaryName }} token:create ada --name="nightly import"',
    '  {{ binaryName }} token:create ada --name=backup --expires-in=90d --json',
  ]

  @args.string({ description: 'Username or email address of the user to act as' })
  declare login: string

  @flags.string({ description: 'Name of the token, such as its purpose [default: token]' })
  declare name?: string

  @flags.string({ description: 'Lifetime, such as 12h, 90d, 1y or never [default: 1y]' })
  declare expiresIn?: string

  async run() {
    const user = await this.findUser(this.login)
    const token = await new CreateLongLivedToken().handle(user, {
      name: this.#checkedName(),
      expiresIn: this.#secondsToLive(),
    })

    const value = token.value!.release()
    const about = {
      id: Number(token.identifier),
      name: token.name,
      username: user.username,
      expires_at: token.expiresAt?.toISOString() ?? null,
    }
    this.print({ ...about, token: value }, () => {
      this.printTable([about])
      this.logger.log(`Token: ${value}`)
      this.logger.info('It is shown only once.')
    })
  }

  #checkedName() {
    const name = this.name?.trim() || 'token'
    if (name.length <= MAX_NAME_LENGTH) return name
    throw new Refusal(`--name takes up to ${MAX_NAME_LENGTH} characters`)
  }

  #secondsToLive() {
    const wanted = this.expiresIn ?? '1y'
    if (wanted === 'never') return undefined
    const seconds = /^[1-9]\d{0,4} ?[a-z]+$/i.test(wanted) ? parseSeconds(wanted) : Number.NaN
    if (seconds > 0) return seconds
    throw new Refusal(`--expires-in must be a duration such as 12h, 90d or 1y, or never`)
  }
}

function parseSeconds(text: string) {
  try {
    return string.seconds.parse(text)
  } catch {
    return Number.NaN
  }
}
