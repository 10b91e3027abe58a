import env from '#start/env'
import { flags } from '@adonisjs/core/ace'
import User from '#accounts/users/models/user'
import { ACCOUNTS, DEMO_PASSWORD, emailOf } from '#database/demo/accounts'
import { isPublished } from '#core/settings/published'
import { accountsWithKnownPassword, newDemoPassword } from '#database/demo/passwords'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'
import { MigrateDatabase } from '#operations/database/actions/migrate_database'
import { MigrationFailed } from '#operations/exceptions'

export default class AppPrepare extends OperatorCommand {
  static commandName = 'app:prepare'
  static description = 'Run pending migrations and load the demo data if DEMO_DATA is set'
  static help = [
    'Runs before every start. Safe to run in several containers at once: a lock',
    'lets one do the work while the others wait. All pending migrations run in',
    'one transaction, so either all are applied or none.',
    '',
    '  {{ binaryName }} app:prepare',
    '  {{ binaryName }} app:prepare --no-demo',
  ]

  @flags.boolean({
    description: 'Load the demo data if DEMO_DATA is set',
    default: true,
    showNegatedVariantInHelp: true,
  })
  declare demo: boolean

  #password = newDemoPassword()

  async run() {
    const migrated = await this.#migrate()
    await this.#refuseKnownPasswords()
    const isSeeded = this.demo && env.get('DEMO_DATA', false) && (await this.#seed())

    this.print({ migrated, seeded: isSeeded }, () => {
      if (migrated.length > 0) this.logger.success(`Applied migrations: ${this.#span(migrated)}`)
      else this.logger.info('The database schema is up to date')
      if (isSeeded) this.logger.success('Demo data loaded')
    })
    if (!this.json) await this.#printAccounts(isSeeded)
  }

  async #migrate() {
    try {
      return await new MigrateDatabase().handle()
    } catch (error) {
      throw new Refusal(explain(error), { cause: error })
    }
  }

  /** Never add demo accounts, whose password is public, to an installation with users. */
  async #seed() {
    if (await User.query().first()) return false
    const { SeedDemo } = await import('#database/demo/seed_demo')
    return new SeedDemo().handle(this.#password)
  }

  async #refuseKnownPasswords() {
    if (!isPublished) return
    const names = await accountsWithKnownPassword()
    if (names.length === 0) return
    throw new Refusal(
      `The app is reachable from other machines, and these accounts have the public demo password: ${names.join(', ')}. Reset each one (node ace user:reset-password ${names[0]}), or listen on this machine only (BIND_ADDRESS, without containers HOST: 127.0.0.1)`
    )
  }

  async #printAccounts(isSeeded: boolean) {
    const isDemo = await User.query()
      .where({ email: emailOf(ACCOUNTS[0]), isActive: true })
      .first()
    if (isDemo) {
      const names = ACCOUNTS.map(({ username }) => username).join(', ')
      const words = `Sign in at ${env.get('APP_URL')} as ${names}`
      if (isSeeded) this.logger.info(`${words}, password: ${this.#password}`)
      else {
        const known = await accountsWithKnownPassword()
        if (known.length > 0) this.logger.info(`${words}, password: ${DEMO_PASSWORD}`)
      }
    } else if (!(await User.query().where({ role: 'admin', isActive: true }).first())) {
      this.logger.info('There is no admin yet. Create one: node ace user:create --role=admin')
    }
  }

  #span(names: string[]) {
    const [first, last] = [names[0], names.at(-1)!].map((name) => name.split('/').at(-1))
    return names.length === 1 ? first : `${names.length}, from ${first} to ${last}`
  }
}

function explain(error: any) {
  if (!(error instanceof MigrationFailed)) throw error
  return [
    `Migration ${error.message}`,
    'Nothing was changed: the schema and the data are as they were, and the previous version',
    'keeps running. Start its image again and report this, or fix the cause and start this version',
    'again. See "When a migration fails" in docs/OPERATIONS.md.',
  ].join('\n')
}
