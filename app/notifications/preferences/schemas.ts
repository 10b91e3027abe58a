import { channelsOf, CHANNELS, DEFAULT_CHANNELS, KINDS } from '#notifications/kinds'
import { defineSchemas, defineSections, object } from '#api/contract/schemas'

defineSchemas({
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
  notification_preferences: {
    position: 401,
    title: 'Notification preferences',
    description: `What you are notified about, and how: ${CHANNELS.map((channel) => `\`${channel}\``).join(' or ')}, for each kind of event.`,
  },
})
