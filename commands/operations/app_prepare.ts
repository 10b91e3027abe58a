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
  static description = 'Migrate the database, and seed the demo where DEMO_DATA asks for it'
  static help = [
    'What every start does before it serves. It may run in several containers',
    'at once: one works while the others wait, and then find that nothing is',
    'left to do. All migrations that are pending are done, or none.',
    '',
    '  {{ binaryName }} app:prepare',
    '  {{ binaryName }} app:prepare --no-demo',
  ]

  @flags.boolean({
    description: 'Seed where DEMO_DATA asks for it',
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
      if (migrated.length > 0) this.logger.success(`Migrated: ${this.#span(migrated)}`)
      else this.logger.info('The database is at its newest schema already')
      if (isSeeded) this.logger.success('The demo is ready')
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

  /** Where there are users the demo, whose passwords everybody knows, must not come to them. */
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
      `Others than this machine reach the product, and everybody knows the password of ${names.join(', ')}: give each another one (node ace user:reset-password ${names[0]}), or serve this machine alone (BIND_ADDRESS, without containers HOST: 127.0.0.1)`
    )
  }

  /** Whoever starts the product for the first time wants to know. */
  async #printAccounts(isSeeded: boolean) {
    const isDemo = await User.query()
      .where({ email: emailOf(ACCOUNTS[0]), isActive: true })
      .first()
    if (isDemo) {
      const names = ACCOUNTS.map(({ username }) => username).join(', ')
      const words = `Sign in at ${env.get('APP_URL')} as ${names}`
      if (isSeeded) this.logger.info(`${words}, with: ${this.#password}`)
      else {
        const known = await accountsWithKnownPassword()
        if (known.length > 0) this.logger.info(`${words}, with: ${DEMO_PASSWORD}`)
      }
    } else if (!(await User.query().where({ role: 'admin', isActive: true }).first())) {
      this.logger.info('There is no admin yet. Make one: node ace user:create --role=admin')
    }
  }

  #span(names: string[]) {
    const [first, last] = [names[0], names.at(-1)!].map((name) => name.split('/').at(-1))
    return names.length === 1 ? first : `${names.length}, from ${first} to ${last}`
  }
}

/** What became of the database, and what to do. */
function explain(error: any) {
  if (!(error instanceof MigrationFailed)) throw error
  return [
    `The migration ${error.message}`,
    'Nothing was changed: the schema and the data are what they were before, and the version',
    'that ran before goes on serving. Start its image again and report this, or mend the cause',
    'and start this version again. See "When a migration fails" in docs/OPERATIONS.md.',
  ].join('\n')
}
