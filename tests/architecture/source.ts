import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import app from '@adonisjs/core/services/app'

/** Paths of the files below a folder, from the root: `app/tasks/tasks/models/task.ts`. */
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
