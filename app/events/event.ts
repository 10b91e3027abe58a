import type { DateTime } from 'luxon'

/** A fact to tell, as an action states it. */
export interface NewEvent {
  /** `<noun>.<past tense>`, such as `task.created`. */
  name: string

  /** Events with the same key are handled in the order in which they happened: the task's id. */
  key: string | number

  /** What happened, enough for a consumer that arrives when the record is gone. JSON. */
  payload: Record<string, unknown>

  /** Who did it; null where nobody did, as for a schedule. */
  actorId: number | null
}

/** A fact that was told. */
export interface Event extends NewEvent {
  /** Unique for ever: consumers and jobs recognise an event by it. */
  id: string
  key: string

  /** Where it stands among all events; gaps are normal, and order holds within a key only. */
  position: number

  /** The request that caused it, for logs; null where none did. */
  requestId: string | null
  occurredAt: DateTime
}
