import { DateTime } from 'luxon'
import vine from '@vinejs/vine'
import { UnusableBackup } from '#operations/backups/exceptions/unusable_backup'

/** What this version writes; it reads no other. */
export const FORMAT = 1

/** A table as a backup has it. */
export interface Table {
  name: string
  /** In the order of its rows; what the database computes by itself isn't among them. */
  columns: string[]
}

/** The last number that a sequence gave out. */
export interface Sequence {
  name: string
  value: number
}

/** What a backup holds, as its file `manifest.json` says. */
export interface Manifest {
  format: number
  /** Of the product. */
  version: string
  created_at: string
  /** Those that were done, by the names under which the framework remembers them. */
  migrations: string[]
  tables: (Table & { rows: number })[]
  sequences: Sequence[]
  /** How many files. */
  uploads: number
}

const instant = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && DateTime.fromISO(value).isValid) return
  field.report('The {{ field }} field must be an instant', 'instant', field)
})

const validator = vine.create(
  vine.object({
    format: vine.literal(FORMAT),
    version: vine.string(),
    created_at: vine.string().use(instant()),
    migrations: vine.array(vine.string()),
    tables: vine.array(
      vine.object({
        name: vine.string(),
        columns: vine.array(vine.string()),
        rows: vine.number().withoutDecimals().min(0),
      })
    ),
    sequences: vine.array(
      vine.object({ name: vine.string(), value: vine.number().withoutDecimals().min(1) })
    ),
    uploads: vine.number().withoutDecimals().min(0),
  })
)

/** @throws {UnusableBackup} for what is no manifest, and for one of a format to come */
export async function readManifest(json: string): Promise<Manifest> {
  try {
    const data = JSON.parse(json)
    if (data.format > FORMAT) {
      throw new UnusableBackup(
        `version ${data.version} made it, in a form that this version doesn't know`
      )
    }
    return await validator.validate(data)
  } catch (error) {
    if (error instanceof UnusableBackup) throw error
    throw new UnusableBackup('its manifest.json makes no sense')
  }
}

/** How many rows all tables have. */
export function rowsOf({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0)
}
