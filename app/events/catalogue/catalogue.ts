import type { EventType } from '#events/catalogue/event_type'

const types = new Map<string, EventType>()

const keyOf = (name: string, version: number) => `${name}.${version}`

/** Adds a domain's events to the catalogue; `start/events.ts` does so for every domain. */
export function registerEvents(...added: EventType[]) {
  for (const type of added) {
    const key = keyOf(type.name, type.version)
    if (types.has(key)) throw new Error(`${type.name} has two events of version ${type.version}`)
    types.set(key, type)
  }
}

export function allEventTypes(): EventType[] {
  return [...types.values()]
}

export function findEventType(name: string, version: number): EventType | undefined {
  return types.get(keyOf(name, version))
}
