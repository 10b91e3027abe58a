import { controllers } from '#generated/controllers'
import { api } from '#api/route_groups'
import { preferenceChangesValidator } from '#notifications/preferences/validators/preferences'
import '#notifications/preferences/schemas'

const { Preferences } = controllers.notifications.preferences

api.resource('notification-preferences', Preferences, 'NotificationPreferences', {
  show: { summary: 'Get your notification preferences' },
  update: {
    summary: 'Update your notification preferences',
    description: 'Omitted kinds keep their settings.',
    body: preferenceChangesValidator,
    example: { channels: { commented: ['in_app'] }, summary_hour: 8 },
  },
})
