import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export abstract class DocsCommand extends BaseCommand {
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Write nothing; fail if a file is stale' })
  declare check: boolean

  /** Writes the files that are stale and removes those in `found` that are not wanted any more. */
  protected async update(wanted: Map<string, string>, found: string[] = []) {
    const stale: string[] = []
    for (const path of new Set([...wanted.keys(), ...found])) {
      if ((await this.#read(path)) !== wanted.get(path)) stale.push(path)
    }
    if (stale.length === 0) return this.logger.success('The documentation is up to date')

    const { commandName } = this.constructor as typeof BaseCommand
    if (this.check) return this.fail(`Stale; run node ace ${commandName} and commit:`, stale)
    for (const path of stale) await this.#write(path, wanted.get(path))
    this.logger.success(`Updated ${stale.join(', ')}`)
  }

  protected fail(reason: string, lines: string[]) {
    this.logger.error([reason, ...lines].join('\n  '))
    this.exitCode = 1
  }

  #read(path: string) {
    return readFile(this.app.makePath(path), 'utf8').catch(() => undefined)
  }

  async #write(path: string, text?: string) {
    const file = this.app.makePath(path)
    if (text === undefined) return rm(file)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}
