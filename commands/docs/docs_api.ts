import { readdir } from 'node:fs/promises'
import { DocsCommand } from './_docs_command.js'

const FOLDER = 'docs/api'

export default class DocsApi extends DocsCommand {
  static commandName = 'docs:api'
  static description = 'Write docs/API_DOCUMENTATION.md and docs/api from the routes and validators'
  static help = [
    'After changing a route, a validator or a schema:',
    '  {{ binaryName }} docs:api',
    '',
    'To check whether the files are up to date (exits with 1 if they are not):',
    '  {{ binaryName }} docs:api --check',
  ]

  async run() {
    const { reference } = await import('#api/contract/reference')
    const { referenceFiles } = await import('#api/contract/markdown')
    const found = await readdir(this.app.makePath(FOLDER)).catch(() => [])
    await this.update(
      referenceFiles(reference()),
      found.map((name) => `${FOLDER}/${name}`)
    )
  }
}
