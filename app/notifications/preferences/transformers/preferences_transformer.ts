import { BaseTransformer } from '@adonisjs/core/transformers'
import type NotificationPreference from '#notifications/preferences/models/notification_preference'

export default class PreferencesTransformer extends BaseTransformer<NotificationPreference> {
  toObject() {
    const { allChannels, dueSoonHours, summaryHour } = this.resource
    return { channels: allChannels, due_soon_hours: dueSoonHours, summary_hour: summaryHour }
  }
}
