import { readFile, writeFile } from 'node:fs/promises'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DocsApi extends BaseCommand {
  static commandName = 'docs:api'
  static description = 'Write docs/API_DOCUMENTATION.md from the routes and validators that run'
  static help = [
    'After a change of a route, a validator or a schema:',
    '  {{ binaryName }} docs:api',
    '',
    'To learn whether the file is as it should be (exits with 1 when it is stale):',
    '  {{ binaryName }} docs:api --check',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Write nothing; fail when the file is stale' })
  declare check: boolean

  async run() {
    const { reference } = await import('#api/contract/reference')
    const { referenceMarkdown } = await import('#api/contract/markdown')
    const file = this.app.makePath('docs/API_DOCUMENTATION.md')
    const wanted = `${referenceMarkdown(reference())}\n`

    if (!this.check) {
      await writeFile(file, wanted)
      return this.logger.success('Wrote docs/API_DOCUMENTATION.md')
    }

    const current = await readFile(file, 'utf8').catch(() => '')
    if (current === wanted) return this.logger.success('docs/API_DOCUMENTATION.md is up to date')

    this.logger.error('docs/API_DOCUMENTATION.md is stale; run node ace docs:api and commit it')
    this.exitCode = 1
  }
}
