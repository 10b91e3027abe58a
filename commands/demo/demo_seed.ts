import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { ACCOUNTS, DEMO_PASSWORD } from '#database/demo/accounts'

export default class DemoSeed extends OperatorCommand {
  static commandName = 'demo:seed'
  static description = 'Load the demo data: five accounts, three teams and 200 tasks'
  static help = [
    'Shows the last two months of a small bicycle maker. If the demo data has',
    'already been loaded, this only lists the accounts.',
    '',
    '  {{ binaryName }} demo:seed',
    '  {{ binaryName }} demo:seed --json',
  ]

  @flags.boolean({ description: 'Run even in production, although the demo passwords are public' })
  declare force: boolean

  async run() {
    if (this.app.inProduction && !this.force) {
      throw new Refusal(
        'Refusing to load demo data in production: its passwords are public. Use --force to override'
      )
    }

    const { accountsWithKnownPassword, newDemoPassword } = await import('#database/demo/passwords')
    const { SeedDemo } = await import('#database/demo/seed_demo')
    const chosen = newDemoPassword()
    const isNew = await new SeedDemo().handle(chosen)

    const known = isNew ? [] : await accountsWithKnownPassword()
    const accounts = ACCOUNTS.map(({ role, username }) => {
      const former = known.includes(username) ? DEMO_PASSWORD : '(unchanged)'
      return { role, username, password: isNew ? chosen : former }
    })
    this.print({ accounts }, () => {
      this.logger.success(isNew ? 'Demo data loaded' : 'The demo data was already loaded')
      this.printTable(accounts)
    })
  }
}
