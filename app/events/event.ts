import type { DateTime } from 'luxon'

export interface Event<Payload = unknown> {
  /** Globally unique, for deduplication. */
  id: string
  name: string
  version: number
  key: string
  payload: Payload

  /** Null when `source` names the system. */
  actorId: number | null
  source: string | null

  /** Increases within a key; gaps are normal. */
  position: number

  /** For logs. */
  requestId: string | null
  occurredAt: DateTime
}
