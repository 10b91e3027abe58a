import db from '@adonisjs/lucid/services/db'
import { Test } from '@japa/runner/core'
import type { PluginFn } from '@japa/runner/types'
import { findEventType } from '#events/catalogue/catalogue'

let checked = 0

/**
 * Holds every event that a test leaves in the outbox against the catalogue, also those that SQL
 * has written or another process has appended. The test fails otherwise.
 */
export function declaredEvents(): PluginFn {
  return () => {
    Test.executing((test) => test.cleanup(() => assertDeclared()))
  }
}

export async function assertDeclared() {
  const rows = await db.from('outbox').where('id', '>', checked).orderBy('id')
  for (const { id, name, version, payload } of rows) {
    checked = id
    if (name.startsWith('test.')) continue
    const faults = findEventType(name, version)?.faultsOf(payload) ?? ['the catalogue lacks it']
    if (faults.length > 0) throw new Error(`${name} version ${version}: ${faults.join(', ')}`)
  }
}
