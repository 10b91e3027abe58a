import type { HttpContext } from '@adonisjs/core/http'
import { ChangePreferences } from '#notifications/preferences/actions/change_preferences'
import NotificationPreference from '#notifications/preferences/models/notification_preference'
import PreferencesTransformer from '#notifications/preferences/transformers/preferences_transformer'
import { preferenceChangesValidator } from '#notifications/preferences/validators/preferences'

export default class PreferencesController {
  async show({ auth, serialize }: HttpContext) {
    const preferences = await NotificationPreference.of(auth.getUserOrFail().id)
    return serialize(PreferencesTransformer.transform(preferences))
  }

  async update({ auth, request, serialize }: HttpContext) {
    const changes = await request.validateBody(preferenceChangesValidator)
    const preferences = await new ChangePreferences().handle(auth.getUserOrFail(), changes)
    return serialize(PreferencesTransformer.transform(preferences))
  }
}
