import { readdir } from 'node:fs/promises'

export async function knownMigrations(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files
    .filter((file) => /(?<!\.d)\.[jt]s$/.test(file))
    .map((file) => `database/migrations/${file.replace(/\.[jt]s$/, '')}`)
}
