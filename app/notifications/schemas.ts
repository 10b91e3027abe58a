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
    actor: nullable({ ...PERSON, description: 'Who did it; null where the clock did.' }),
    details: object(
      {},
      {
        comment_id: { ...ID, description: 'The comment, for `commented` and `mentioned`.' },
        body: { type: 'string', examples: ['@ada could you have a look?'] },
        from: { type: 'string', description: 'The status before, for `status_changed`.' },
        to: { type: 'string', description: 'The status after.' },
        due_date: { ...INSTANT, description: 'For `due_soon`.' },
      }
    ),
    read_at: nullable({ ...INSTANT, description: 'Null while it is unread.', examples: [null] }),
    created_at: INSTANT,
  }),

  UnreadCount: object({
    count,
    count_exact: { type: 'boolean', description: 'False when there are more than `count` says.' },
  }),

  MarkedRead: object({ marked: { ...count, description: 'How many were unread.' } }),

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
      description: 'How many hours before its due date a task is due soon.',
      examples: [24],
    },
    summary_hour: {
      type: 'integer',
      minimum: 0,
      maximum: 23,
      description: 'The hour of the daily summary, in your own time zone.',
      examples: [7],
    },
  }),
})

defineSections({
  'notifications': {
    title: 'Notifications',
    description: `What you were told in the product. Nobody is told of their own acts, nor of tasks that they can’t see. Titles and comments read as they are now; what you can’t see any more leaves the list.`,
  },
  'notification-preferences': {
    title: 'Notification preferences',
    description: `What you are told, and how: ${CHANNELS.map((channel) => `\`${channel}\``).join(' or ')}, for each kind.`,
  },
})
