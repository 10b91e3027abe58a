import { isDeepStrictEqual } from 'node:util'

export type JsonSchema = Record<string, any>

const ANNOTATIONS = new Set(['$id', '$schema', 'title', 'description', 'examples'])

/**
 * Compatible in both directions: only optional fields may be added, and enums must not grow,
 * because consumers may depend on the values.
 */
export function breakingChanges(published: JsonSchema, current: JsonSchema, path = ''): string[] {
  const keywords = new Set([...Object.keys(published), ...Object.keys(current)])
  return [...keywords.difference(ANNOTATIONS)].flatMap((keyword) => {
    const [before, after] = [published[keyword], current[keyword]]
    switch (keyword) {
      case 'required':
        return []
      case 'properties':
        return changedFields(published, current, path)
      case 'items':
        if (before && after) return breakingChanges(before, after, `${path}[]`)
        break
      case 'anyOf':
        if (before?.length === after?.length) {
          return (before as JsonSchema[]).flatMap((each, index) =>
            breakingChanges(each, after[index], path)
          )
        }
    }
    if (isDeepStrictEqual(before, after)) return []
    return [`${path || 'the payload'}: ${keyword} was ${shown(before)} and is ${shown(after)}`]
  })
}

function changedFields(published: JsonSchema, current: JsonSchema, path: string): string[] {
  const [before, after] = [published.properties ?? {}, current.properties ?? {}]
  const isRequired = ({ required = [] }: JsonSchema, name: string) => required.includes(name)
  const isClosed = published.additionalProperties === false

  return Object.keys({ ...before, ...after }).flatMap((name) => {
    const field = `${path}/${name}`
    if (!after[name]) return [`${field} is gone`]
    if (!before[name]) {
      if (isClosed) return [`${field} is new, and readers refuse unknown fields`]
      return isRequired(current, name) ? [`${field} is new and not optional`] : []
    }
    const changes = breakingChanges(before[name], after[name], field)
    if (isRequired(published, name) === isRequired(current, name)) return changes
    return [`${field} is ${isRequired(current, name) ? 'now' : 'no longer'} required`, ...changes]
  })
}

function shown(value: unknown) {
  return value === undefined ? 'missing' : JSON.stringify(value)
}
