import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { ACCOUNTS, DEMO_PASSWORD } from '#database/demo/accounts'

export default class DemoSeed extends OperatorCommand {
  static commandName = 'demo:seed'
  static description =
    'Fill the database with a demo: five accounts, three teams, two hundred tasks'
  static help = [
    'It tells the last two months of a small bicycle maker, up to today. Once it',
    'is there, this changes nothing and names the accounts again.',
    '',
    '  {{ binaryName }} demo:seed',
    '  {{ binaryName }} demo:seed --json',
  ]

  @flags.boolean({ description: 'Do it in production too, where everybody knows the passwords' })
  declare force: boolean

  async run() {
    if (this.app.inProduction && !this.force) {
      throw new Refusal(
        'This is production, and everybody knows the passwords of the demo. Insist: --force'
      )
    }

    const { accountsWithKnownPassword, newDemoPassword } = await import('#database/demo/passwords')
    const { SeedDemo } = await import('#database/demo/seed_demo')
    const chosen = newDemoPassword()
    const isNew = await new SeedDemo().handle(chosen)

    const known = isNew ? [] : await accountsWithKnownPassword()
    const accounts = ACCOUNTS.map(({ role, username }) => {
      const former = known.includes(username) ? DEMO_PASSWORD : '(as it was set)'
      return { role, username, password: isNew ? chosen : former }
    })
    this.print({ accounts }, () => {
      this.logger.success(isNew ? 'The demo is ready' : 'The demo was there already')
      this.printTable(accounts)
    })
  }
}
