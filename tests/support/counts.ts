import { writeFile } from 'node:fs/promises'
import type { PluginFn } from '@japa/runner/types'

/**
 * Writes how many tests passed and failed to the file that TEST_COUNTS names, for whoever started
 * the suite.
 */
export function counts(): PluginFn {
  return ({ emitter, runner }) => {
    const file = process.env.TEST_COUNTS
    if (!file) return

    emitter.on('runner:end', async () => {
      const { passed, failed } = runner.getSummary().aggregates
      await writeFile(file, JSON.stringify({ passed, failed }))
    })
  }
}
