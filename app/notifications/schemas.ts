import { channelsOf, CHANNELS, DEFAULT_CHANNELS, KINDS } from '#notifications/kinds'
import {
  defineSchemas,
  defineSections,
  nullable,
  object,
  ID,
  INSTANT,
  PERSON,
} from '#api/contract/schemas'

const count = { type: 'integer', minimum: 0, examples: [3] }

defineSchemas({
  Notification: object({
    id: ID,
    kind: { type: 'string', enum: KINDS, examples: ['mentioned'] },
    text: { type: 'string', examples: ['Maria Silva mentioned you'] },
    task: nullable(
      object({ id: ID, title: { type: 'string', examples: ['Write the release notes'] } })
    ),
    actor: nullable({
      ...PERSON,
      description: 'The user who caused it; null for time-based notifications.',
    }),
    details: object(
      {},
      {
        comment_id: { ...ID, description: 'For `commented` and `mentioned`.' },
        body: { type: 'string', examples: ['@ada could you have a look?'] },
        from: { type: 'string', description: 'The previous status, for `status_changed`.' },
        to: { type: 'string', description: 'The new status, for `status_changed`.' },
        due_date: { ...INSTANT, description: 'For `due_soon`.' },
      }
    ),
    read_at: nullable({ ...INSTANT, description: 'Null if unread.', examples: [null] }),
    created_at: INSTANT,
  }),

  UnreadCount: object({
    count,
    count_exact: { type: 'boolean', description: 'False if there are more than `count`.' },
  }),

  MarkedRead: object({
    marked: { ...count, description: 'The number of notifications marked as read.' },
  }),

  NotificationPreferences: object({
    channels: object(
      Object.fromEntries(
        KINDS.map((kind) => [
          kind,
          {
            type: 'array',
            items: { type: 'string', enum: channelsOf(kind) },
            examples: [DEFAULT_CHANNELS[kind]],
          },
        ])
      )
    ),
    due_soon_hours: {
      type: 'integer',
      minimum: 1,
      maximum: 336,
      description: 'How many hours before the due date to notify that a task is due soon.',
      examples: [24],
    },
    summary_hour: {
      type: 'integer',
      minimum: 0,
      maximum: 23,
      description: 'The hour of the daily summary, in your time zone.',
      examples: [7],
    },
  }),
})

defineSections({
  'notifications': {
    title: 'Notifications',
    description: `Your in-app notifications. You are not notified of your own actions or of tasks that you can’t see. Titles and comments show their current text; notifications about tasks you can no longer see are left out.`,
  },
  'notification-preferences': {
    title: 'Notification preferences',
    description: `What you are notified about, and how: ${CHANNELS.map((channel) => `\`${channel}\``).join(' or ')}, for each kind of event.`,
  },
})
