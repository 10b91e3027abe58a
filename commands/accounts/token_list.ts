import { args } from '@adonisjs/core/ace'
import { AccountCommand } from './_account_command.js'
import { listLongLivedTokens } from '#accounts/sessions/queries/list_long_lived_tokens'

export default class TokenList extends AccountCommand {
  static commandName = 'token:list'
  static description = 'List long-lived tokens: whose they are and when they were used'
  static help = [
    '  {{ binaryName }} token:list',
    '  {{ binaryName }} token:list ada',
    '  {{ binaryName }} token:list --json',
  ]

  @args.string({ description: 'Only those of this username or e-mail address', required: false })
  declare login?: string

  async run() {
    const user = this.login ? await this.findUser(this.login) : undefined
    const tokens = await listLongLivedTokens(user)

    this.print(tokens, () => {
      if (tokens.length === 0) return this.logger.info('There are none')
      this.printTable(tokens.map((token) => ({ ...token })))
    })
  }
}
