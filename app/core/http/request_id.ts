import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * The id of the request (or job) that is being served, for logs and for the events that it causes.
 * It is the one thing that is ambient: nothing is decided by it.
 */
const storage = new AsyncLocalStorage<string>()

/** Runs `work` as part of the request with this id. */
export function withRequestId<T>(id: string, work: () => T): T {
  return storage.run(id, work)
}

/** The id of the running request, or null outside of one. */
export function currentRequestId(): string | null {
  return storage.getStore() ?? null
}
