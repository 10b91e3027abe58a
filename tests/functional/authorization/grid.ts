export const ROLES = ['anonymous', 'viewer', 'member', 'manager', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** `ok` is the success that the route promises; a number is the status itself; `login` sends there. */
export type Outcome = 'ok' | 'login' | number

/** What comes of a request, by what the actor has to do with the record, and by their role. */
export type Grid = Map<string, Partial<Record<Role, Outcome>>>

/**
 * Reads a table of roles (across) and standings (down). A role that has no column is not asked: for
 * `anonymous` the walk then expects what a guard answers.
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
  throw new Error(`A cell of a table says "${cell}"`)
}
