import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import app from '@adonisjs/core/services/app'

const { imports: ALIASES } = JSON.parse(read('package.json')) as { imports: Record<string, string> }

/** Paths below a folder, from the root: `app/tasks/tasks/models/task.ts`. */
export function filesIn(folder: string): string[] {
  return readdirSync(app.makePath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(app.makePath(), join(entry.parentPath, entry.name)))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
}

export function read(path: string): string {
  return readFileSync(app.makePath(path), 'utf8')
}

export function lineCount(path: string): number {
  return read(path).trimEnd().split('\n').length
}

/** Includes types and dynamic imports. */
export function importsOf(path: string): string[] {
  return ts
    .preProcessFile(read(path), true, true)
    .importedFiles.map(({ fileName }) => fileOf(fileName))
    .filter((file) => file !== undefined)
}

/** Resolves `#tasks/tags/models/tag` to `app/tasks/tags/models/tag.ts`; packages are ignored. */
function fileOf(specifier: string) {
  const [alias, ...rest] = specifier.split('/')
  const target = ALIASES[`${alias}/*`]?.replace('./', '')
  return target?.replace('*.js', `${rest.join('/')}.ts`)
}
