import type { HttpContext } from '@adonisjs/core/http'
import { goBack } from '#web/previous_page'
import { dropUntouched } from '#web/forms/form_base'
import UserPolicy from '#accounts/users/policies/user_policy'
import { UpdateUser, type UserChanges } from '#accounts/users/actions/update_user'
import { userChangesValidator } from '#accounts/users/validators/user'

export default class ProfileController {
  edit({ auth, view }: HttpContext) {
    return view.render('pages/profile/edit', { user: auth.getUserOrFail() })
  }

  /** Also takes the shortcuts switch of other pages. */
  async update(ctx: HttpContext) {
    const { auth, bouncer, request, session } = ctx
    const user = auth.getUserOrFail()
    dropUntouched(request)
    const input = await request.validateBody(userChangesValidator, { meta: { id: user.id } })
    await bouncer.with(UserPolicy).authorize('apply', user, input)
    await new UpdateUser().handle(user, input, user)

    session.flash('notice', { text: noticeOf(input) })
    return goBack(ctx, { fallback: '/profile' })
  }
}

function noticeOf({ shortcutsEnabled }: UserChanges): string {
  if (shortcutsEnabled === undefined) return 'Profile saved'
  return shortcutsEnabled ? 'Single-key shortcuts turned on' : 'Single-key shortcuts turned off'
}
