import InboxEntry from '#events/models/inbox_entry'

/** Which dead letters are meant: all, those of a consumer, or one event's. */
export interface DeadLetterFilter {
  consumer?: string
  eventId?: string
}

/** The events that consumers gave up, oldest first, with the event itself loaded. */
export function listDeadLetters({ consumer, eventId }: DeadLetterFilter = {}) {
  return InboxEntry.query()
    .where({ status: 'dead', ...(consumer && { consumer }), ...(eventId && { eventId }) })
    .preload('event')
    .orderBy('position')
}
