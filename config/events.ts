import env from '#start/env'

const eventsConfig = {
  /** Events older than this are erased once every consumer has handled them. */
  keepDays: env.get('EVENTS_KEEP_DAYS') ?? 30,
}

export default eventsConfig
