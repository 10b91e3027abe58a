export const ROLES = ['anonymous', 'viewer', 'member', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/**
 * `ok` is the documented success; a number is the status itself; `login` redirects to the sign-in
 * page.
 */
export type Outcome = 'ok' | 'login' | number

/** The expected outcome by the actor's standing towards the record, and by their role. */
export type Grid = Map<string, Partial<Record<Role, Outcome>>>

/**
 * Parses a table of roles (columns) and standings (rows). A role without a column is skipped: for
 * `anonymous` the test then expects the response of the guard.
 */
export function grid(table: string): Grid {
  const [head, ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return new Map(
    lines.map(([standing, ...cells]) => [
      standing,
      Object.fromEntries(head.map((role, index) => [role, outcomeOf(cells[index])])),
    ])
  )
}

function outcomeOf(cell: string): Outcome {
  if (/^\d{3}$/.test(cell)) return Number(cell)
  if (cell === 'ok' || cell === 'login') return cell
  throw new Error(`Invalid table cell: "${cell}"`)
}
