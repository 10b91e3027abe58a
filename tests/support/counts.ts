import { writeFile } from 'node:fs/promises'
import type { PluginFn } from '@japa/runner/types'

interface Node {
  errors: { error: unknown }[]
  children?: Node[]
}

/**
 * Writes the counts of passed and failed tests, and a line for each failure, to the file named by
 * TEST_COUNTS.
 */
export function counts(): PluginFn {
  return ({ emitter, runner }) => {
    const file = process.env.TEST_COUNTS
    if (!file) return

    emitter.on('runner:end', async () => {
      const { aggregates, failureTree } = runner.getSummary()
      const { passed, failed } = aggregates
      const failures = failureTree.flatMap((suite) => lines(suite))
      await writeFile(file, JSON.stringify({ passed, failed, failures }))
    })
  }
}

function lines(node: Node & { name?: string; title?: string }, above = ''): string[] {
  const name = `${above}${node.name ?? node.title}`
  const own = node.errors.map(({ error }) => `${name}: ${reason(error)}`)
  return own.concat((node.children ?? []).flatMap((child) => lines(child, `${name} / `)))
}

function reason(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0]
}
