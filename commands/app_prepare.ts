import env from '#start/env'
import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import db from '@adonisjs/lucid/services/db'

/** Names the lock under which one process prepares while the others wait. */
const LOCK = 'app:prepare'

export default class AppPrepare extends BaseCommand {
  static commandName = 'app:prepare'
  static description = 'Migrate the database, and seed the demo where DEMO_DATA asks for it'
  static help = [
    'What every start does before it serves. It may run in several containers at once:',
    'one works while the others wait, and then find that nothing is left to do.',
    '',
    '  {{ binaryName }} app:prepare',
  ]

  static options: CommandOptions = { startApp: true }

  async run() {
    await db.transaction(async (trx) => {
      await trx.rawQuery('select pg_advisory_xact_lock(hashtext(?))', [LOCK])
      await this.#step('migration:run', ['--force', '--no-schema-generate'])
      if (env.get('DEMO_DATA', false)) await this.#step('demo:seed', ['--force'])
    })
  }

  async #step(name: string, args: string[]) {
    const command = await this.kernel.exec(name, args)
    if (command.exitCode) throw new Error(`${name} failed; the lines above say why`)
  }
}
