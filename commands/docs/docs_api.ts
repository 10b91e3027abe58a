import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

const FOLDER = 'docs/api'

export default class DocsApi extends BaseCommand {
  static commandName = 'docs:api'
  static description = 'Write docs/API_DOCUMENTATION.md and docs/api from the routes and validators'
  static help = [
    'After changing a route, a validator or a schema:',
    '  {{ binaryName }} docs:api',
    '',
    'To check whether the files are up to date (exits with 1 if they are not):',
    '  {{ binaryName }} docs:api --check',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Write nothing; fail if a file is stale' })
  declare check: boolean

  async run() {
    const { reference } = await import('#api/contract/reference')
    const { referenceFiles } = await import('#api/contract/markdown')
    const wanted = referenceFiles(reference())

    if (this.check) return this.#check(wanted)

    await rm(this.app.makePath(FOLDER), { recursive: true, force: true })
    await mkdir(this.app.makePath(FOLDER))
    for (const [path, text] of wanted) await writeFile(this.app.makePath(path), text)
    this.logger.success(`Wrote ${wanted.size} files: docs/API_DOCUMENTATION.md and ${FOLDER}`)
  }

  async #check(wanted: Map<string, string>) {
    const found = await readdir(this.app.makePath(FOLDER)).catch(() => [])
    const paths = new Set([...wanted.keys(), ...found.map((name) => `${FOLDER}/${name}`)])
    const stale: string[] = []
    for (const path of paths) {
      const current = await readFile(this.app.makePath(path), 'utf8').catch(() => undefined)
      if (current !== wanted.get(path)) stale.push(path)
    }
    if (stale.length === 0) return this.logger.success('The API documentation is up to date')

    this.logger.error(`Stale: ${stale.join(', ')}. Run node ace docs:api and commit the changes.`)
    this.exitCode = 1
  }
}
