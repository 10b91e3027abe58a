import env from '#start/env'

const eventsConfig = {
  /** How many days old events are when they are erased, if every consumer has handled them. */
  keepDays: env.get('EVENTS_KEEP_DAYS') ?? 30,
}

export default eventsConfig
