const LONGEST = 200

export function pathTo(container: string, key: string): string {
  if (container.length > LONGEST) return container
  const path = container ? `${container}.${key}` : key
  return path.length > LONGEST ? `${path.slice(0, LONGEST)}…` : path
}
