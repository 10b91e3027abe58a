import type { HttpContext } from '@adonisjs/core/http'
import { dropUntouched } from '#web/forms/form_base'
import { isMailConfigured } from '#config/mail'
import { channelsOf, CHANNELS, KINDS, type Kind } from '#notifications/kinds'
import { ChangePreferences } from '#notifications/preferences/actions/change_preferences'
import { preferencesFormValidator } from '#notifications/preferences/validators/preferences'
import NotificationPreference from '#notifications/preferences/models/notification_preference'

export default class PreferencesController {
  async edit({ auth, view }: HttpContext) {
    const preferences = await NotificationPreference.of(auth.getUserOrFail().id)
    const kinds = KINDS.map((kind) => ({
      name: kind,
      possible: channelsOf(kind),
      chosen: preferences.channelsFor(kind),
    }))
    return view.render('pages/notifications/preferences', {
      preferences,
      isMailConfigured,
      channels: CHANNELS,
      told: KIND_LABELS,
      hours: HOURS,
      kinds,
      shown: {
        ...Object.fromEntries(kinds.map(({ name, chosen }) => [name, chosen])),
        due_soon_hours: preferences.dueSoonHours,
        summary_hour: preferences.summaryHour,
      },
    })
  }

  async update({ auth, request, response, session }: HttpContext) {
    dropUntouched(request)
    const {
      due_soon_hours: dueSoonHours,
      summary_hour: summaryHour,
      ...channels
    } = await request.validateBody(preferencesFormValidator)
    const changes = { channels, dueSoonHours, summaryHour }
    await new ChangePreferences().handle(auth.getUserOrFail(), changes)

    session.flash('notice', { text: 'Preferences saved' })
    return response.redirect().toPath('/notifications/preferences')
  }
}

const KIND_LABELS: Record<Kind, string> = {
  assigned: 'Someone assigns me a task',
  unassigned: 'Someone unassigns me from a task',
  mentioned: 'Someone mentions me',
  commented: 'Someone comments on my task',
  status_changed: 'The status of my task changes',
  due_soon: 'My task is due soon',
  overdue: 'My task is overdue',
  daily_summary: 'Daily summary of due tasks',
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: hour,
  label: `${String(hour).padStart(2, '0')}:00`,
}))
