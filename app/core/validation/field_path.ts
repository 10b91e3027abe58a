const MAX_LENGTH = 200

export function pathTo(container: string, key: string): string {
  if (container.length > MAX_LENGTH) return container
  const path = container ? `${container}.${key}` : key
  return path.length > MAX_LENGTH ? `${path.slice(0, MAX_LENGTH)}…` : path
}
