import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'

/** The version of the product, such as `1.4.0`. */
export async function productVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(app.makePath('package.json'), 'utf8'))
  return version
}
