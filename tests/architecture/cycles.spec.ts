import { test } from '@japa/runner'
import { domainOf, mayUse } from '#tests/architecture/domains'
import { filesIn, importsOf } from '#tests/architecture/source'

/** The kernel registers middleware that pages and the API share. */
const HTTP = ['api', 'web']

const FOLDERS = ['app', 'bin', 'commands', 'config', 'database', 'start']

test.group('Imports', () => {
  test('have no cycles, including type imports', ({ assert }) => {
    const files = FOLDERS.flatMap(filesIn).filter((path) => path.endsWith('.ts'))
    const graph = new Map(files.map((path) => [path, importsOf(path)]))
    assert.include(graph.get('app/tasks/tasks/models/task.ts'), 'app/accounts/users/actor.ts')
    assert.isEmpty(cyclesIn(graph))
  })

  test('do not reach a higher domain through start/ or config/', async ({ assert }) => {
    const detours: string[] = []
    for (const path of filesIn('app').filter((file) => file.endsWith('.ts'))) {
      const shared = importsOf(path).filter((file) => /^(start|config)\//.test(file))
      for (const file of shared.flatMap(importedBy)) {
        const [from, to] = [domainOf(path), domainOf(file)]
        if (HTTP.includes(from) && HTTP.includes(to)) continue
        if (!(await mayUse(from, to))) detours.push(`${path}: ${file}`)
      }
    }
    assert.deepEqual(detours, [])
  })

  test('are searched for cycles by an algorithm that finds them', ({ assert }) => {
    const graph = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['d', 'elsewhere'] }
    assert.deepEqual(cyclesIn(new Map(Object.entries(graph))), ['a -> b -> c -> a', 'd -> d'])
  })
})

/**
 * The files of app/ that a file of start/ or config/ imports, directly or through others of these.
 */
function importedBy(path: string): string[] {
  return importsOf(path).flatMap((file) => {
    if (file.startsWith('app/')) return [file]
    return /^(start|config)\//.test(file) ? importedBy(file) : []
  })
}

/** Returns at least one path through every cycle, by depth-first search. */
function cyclesIn(graph: Map<string, string[]>): string[] {
  const cycles: string[] = []
  const [visited, path] = [new Set<string>(), [] as string[]]

  const visit = (file: string) => {
    const start = path.indexOf(file)
    if (start !== -1) cycles.push([...path.slice(start), file].join(' -> '))
    if (visited.has(file)) return

    visited.add(file)
    path.push(file)
    for (const imported of graph.get(file) ?? []) visit(imported)
    path.pop()
  }
  for (const file of graph.keys()) visit(file)
  return cycles
}
