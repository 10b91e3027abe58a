import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'

export async function productVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(app.makePath('package.json'), 'utf8'))
  return version
}
