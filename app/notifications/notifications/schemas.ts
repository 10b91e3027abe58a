import { KINDS } from '#notifications/kinds'
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
})

defineSections({
  notifications: {
    position: 402,
    title: 'Notifications',
    description: `Your in-app notifications. You are not notified of your own actions or of tasks that you can’t see. Titles and comments show their current text; notifications about tasks you can no longer see are left out.`,
  },
})
