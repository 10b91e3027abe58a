import InboxEntry from '#events/models/inbox_entry'

export interface DeadLetterFilter {
  consumer?: string
  eventId?: string
}

export function listDeadLetters({ consumer, eventId }: DeadLetterFilter = {}) {
  return InboxEntry.query()
    .where({ status: 'dead', ...(consumer && { consumer }) })
    .if(eventId, (query) => query.whereRaw('event_id::text = ?', [eventId!]))
    .preload('event')
    .orderBy('position')
}
