import type { DateTime } from 'luxon'

/** An event as the outbox holds it. */
export interface Event<Payload = unknown> {
  /** Globally unique: consumers and jobs recognise an event by it. */
  id: string
  name: string
  version: number
  key: string
  payload: Payload

  /** The user who caused it; null where the system did, which `source` then names. */
  actorId: number | null
  source: string | null

  /** Increases within a key; gaps are normal. */
  position: number

  /** The request that caused it, for logs. */
  requestId: string | null
  occurredAt: DateTime
}
