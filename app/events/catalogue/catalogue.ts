import type { EventType } from '#events/catalogue/event_type'

const types = new Map<string, EventType>()

const keyOf = (name: string, version: number) => `${name}.${version}`

export function registerEvents(...added: EventType[]) {
  for (const type of added) {
    const key = keyOf(type.name, type.version)
    if (types.has(key)) throw new Error(`${type.name} version ${type.version} is declared twice`)
    types.set(key, type)
    if (type.previous) registerEvents(type.previous)
  }
}

export function allEventTypes(): EventType[] {
  return [...types.values()]
}

export function findEventType(name: string, version: number): EventType | undefined {
  return types.get(keyOf(name, version))
}
