import { AsyncLocalStorage } from 'node:async_hooks'

/** Ambient, because no behaviour depends on it. */
const storage = new AsyncLocalStorage<string>()

export function withRequestId<T>(id: string, work: () => T): T {
  return storage.run(id, work)
}

export function currentRequestId(): string | null {
  return storage.getStore() ?? null
}
