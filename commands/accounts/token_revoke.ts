import { args } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { RevokeLongLivedToken } from '#accounts/sessions/actions/revoke_long_lived_token'

export default class TokenRevoke extends OperatorCommand {
  static commandName = 'token:revoke'
  static description = 'Revoke a long-lived token immediately'
  static help = [
    'To find the id, run token:list.',
    '',
    '  {{ binaryName }} token:revoke 12',
    '  {{ binaryName }} token:revoke 12 --json',
  ]

  @args.string({ description: 'Id of the token' })
  declare tokenId: string

  async run() {
    const id = /^[1-9]\d{0,15}$/.test(this.tokenId) ? Number(this.tokenId) : 0
    if (!id) throw new Refusal('The token id must be a number; see token:list')
    if (!(await new RevokeLongLivedToken().handle(id))) {
      throw new Refusal(`No token with the id ${id}`)
    }
    this.print({ id, revoked: true }, () => this.logger.success(`Revoked token ${id}`))
  }
}
