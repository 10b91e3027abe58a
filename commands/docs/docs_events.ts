import { readFile, readdir, writeFile } from 'node:fs/promises'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class DocsEvents extends BaseCommand {
  static commandName = 'docs:events'
  static description = 'Write docs/EVENTS.md and the published schemas from the catalogue of events'
  static help = [
    'After a change of an event. A change that readers cannot follow is refused: raise the version.',
    '  {{ binaryName }} docs:events',
    '',
    'To learn whether the files are up to date (exits with 1 when they are not):',
    '  {{ binaryName }} docs:events --check',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Write nothing; fail when a file is stale' })
  declare check: boolean

  async run() {
    const { allEventTypes } = await import('#events/catalogue/catalogue')
    const { brokenPromises, eventDocuments } = await import('#events/catalogue/documents')
    const types = allEventTypes()
    const broken = brokenPromises(await this.#published(), types)
    if (broken.length > 0) return this.#fail('Published versions do not change:', broken)

    const stale: string[] = []
    for (const [path, wanted] of eventDocuments(types)) {
      const file = this.app.makePath(path)
      if ((await readFile(file, 'utf8').catch(() => '')) === wanted) continue
      stale.push(path)
      if (!this.check) await writeFile(file, wanted)
    }
    if (stale.length === 0) return this.logger.success('The documents of events are up to date')
    if (!this.check) return this.logger.success(`Wrote ${stale.join(', ')}`)
    this.#fail('Stale; run node ace docs:events and commit them:', stale)
  }

  async #published() {
    const { SCHEMAS } = await import('#events/catalogue/documents')
    const names = await readdir(this.app.makePath(SCHEMAS))
    const read = async (name: string) =>
      [`${SCHEMAS}/${name}`, await readFile(this.app.makePath(SCHEMAS, name), 'utf8')] as const
    return new Map(await Promise.all(names.map(read)))
  }

  #fail(why: string, lines: string[]) {
    this.logger.error([why, ...lines].join('\n  '))
    this.exitCode = 1
  }
}
