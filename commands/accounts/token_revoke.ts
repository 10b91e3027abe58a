import { args } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { RevokeLongLivedToken } from '#accounts/sessions/actions/revoke_long_lived_token'

export default class TokenRevoke extends OperatorCommand {
  static commandName = 'token:revoke'
  static description = 'End a long-lived token at once'
  static help = [
    'token:list tells the ids.',
    '',
    '  {{ binaryName }} token:revoke 12',
    '  {{ binaryName }} token:revoke 12 --json',
  ]

  @args.string({ description: 'The id of the token' })
  declare tokenId: string

  async run() {
    const id = /^[1-9]\d{0,15}$/.test(this.tokenId) ? Number(this.tokenId) : 0
    if (!id) throw new Refusal('The id of a token is a number; token:list tells it')
    if (!(await new RevokeLongLivedToken().handle(id))) {
      throw new Refusal(`There is no token with the id ${id}`)
    }
    this.print({ id, revoked: true }, () =>
      this.logger.success(`Token ${id} gives no access any more`)
    )
  }
}
