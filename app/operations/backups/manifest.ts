import { DateTime } from 'luxon'
import vine from '@vinejs/vine'
import { UnusableBackup } from '#operations/exceptions'

export const FORMAT = 1

export interface Table {
  name: string
  /** In the order of the rows; without generated columns. */
  columns: string[]
}

export interface Sequence {
  name: string
  value: number
}

/** The content of `manifest.json`. */
export interface Manifest {
  format: number
  version: string
  created_at: string
  migrations: string[]
  tables: (Table & { rows: number })[]
  sequences: Sequence[]
  uploads: number
}

const instant = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && DateTime.fromISO(value).isValid) return
  field.report('The {{ field }} field must be a date-time', 'instant', field)
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

/** @throws {UnusableBackup} */
export async function readManifest(json: string): Promise<Manifest> {
  try {
    const data = JSON.parse(json)
    if (data.format > FORMAT) {
      throw new UnusableBackup(
        `it was created by version ${data.version} in a format this version doesn't support`
      )
    }
    return await validator.validate(data)
  } catch (error) {
    if (error instanceof UnusableBackup) throw error
    throw new UnusableBackup('its manifest.json is invalid')
  }
}

export function rowsOf({ tables }: Manifest): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0)
}
