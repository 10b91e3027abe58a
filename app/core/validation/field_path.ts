/** Paths are for reading: no field of ours has one half as long. */
const LONGEST = 200

/** The path of a field in an input, such as `assigned_to.2`; cut where it gets too long to be read. */
export function pathTo(container: string, key: string): string {
  if (container.length > LONGEST) return container
  const path = container ? `${container}.${key}` : key
  return path.length > LONGEST ? `${path.slice(0, LONGEST)}…` : path
}
