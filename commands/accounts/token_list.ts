import { args } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { listLongLivedTokens } from '#accounts/sessions/queries/list_long_lived_tokens'

export default class TokenList extends AccountCommand {
  static commandName = 'token:list'
  static description = 'List long-lived tokens with their users and last use'
  static help = [
    '  {{ binaryName }} token:list',
    '  {{ binaryName }} token:list ada',
    '  {{ binaryName }} token:list --json',
  ]

  @args.string({
    description: 'Only tokens of the user with this username or email address',
    required: false,
  })
  declare login?: string

  async run() {
    const user = this.login ? await this.findUser(this.login) : undefined
    const tokens = await listLongLivedTokens(user)

    this.print(tokens, () => {
      if (tokens.length === 0) return this.logger.info('None found')
      this.printTable(tokens.map((token) => ({ ...token })))
    })
  }
}
