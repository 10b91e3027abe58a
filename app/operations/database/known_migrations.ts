import { readdir } from 'node:fs/promises'

/** The migrations of this version, by the names under which the framework remembers them. */
export async function knownMigrations(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files
    .filter((file) => /(?<!\.d)\.[jt]s$/.test(file))
    .map((file) => `database/migrations/${file.replace(/\.[jt]s$/, '')}`)
}
