import db from '@adonisjs/lucid/services/db'
import { Test } from '@japa/runner/core'
import type { PluginFn } from '@japa/runner/types'
import { findEventType } from '#events/catalogue/catalogue'

let checked = 0

/**
 * Validates every event that a test left in the outbox against the catalogue, including those
 * appended by SQL or by another process.
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
    const faults = findEventType(name, version)?.faultsOf(payload) ?? ['not in the catalogue']
    if (faults.length > 0) throw new Error(`${name} version ${version}: ${faults.join(', ')}`)
  }
}
