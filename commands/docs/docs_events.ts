import { readFile, readdir } from 'node:fs/promises'
import { DocsCommand } from './_docs_command.js'

export default class DocsEvents extends DocsCommand {
  static commandName = 'docs:events'
  static description = 'Write docs/EVENTS.md and the published schemas from the catalogue of events'
  static help = [
    'After a change of an event. A change that readers cannot follow is refused: raise the version.',
    '  {{ binaryName }} docs:events',
    '',
    'To learn whether the files are up to date (exits with 1 when they are not):',
    '  {{ binaryName }} docs:events --check',
  ]

  async run() {
    const { allEventTypes } = await import('#events/catalogue/catalogue')
    const { incompatibleChanges, eventDocuments } = await import('#events/catalogue/documents')
    const types = allEventTypes()
    const broken = incompatibleChanges(await this.#published(), types)
    if (broken.length > 0) return this.fail('Published versions do not change:', broken)
    await this.update(eventDocuments(types))
  }

  async #published() {
    const { SCHEMAS } = await import('#events/catalogue/documents')
    const names = await readdir(this.app.makePath(SCHEMAS))
    const read = async (name: string) =>
      [`${SCHEMAS}/${name}`, await readFile(this.app.makePath(SCHEMAS, name), 'utf8')] as const
    return new Map(await Promise.all(names.map(read)))
  }
}
