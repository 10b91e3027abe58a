import { getActiveTest } from '@japa/runner'
import { DateTime, Settings } from 'luxon'

/** Freezes the product's clock until the test ends. */
export function travelTo(instant: string) {
  const at = DateTime.fromISO(instant).toMillis()
  Settings.now = () => at
  getActiveTest()!.cleanup(() => {
    Settings.now = () => Date.now()
  })
}
