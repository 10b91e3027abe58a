import { BaseTransformer } from '@adonisjs/core/transformers'
import UserTransformer from '#accounts/users/transformers/user_transformer'
import type User from '#accounts/users/models/user'
import type { Tokens } from '#accounts/sessions/actions/issue_tokens'

export default class SignedInTransformer extends BaseTransformer<Tokens & { user: User }> {
  toObject() {
    const { access, refresh, user } = this.resource
    return { access, refresh, user: UserTransformer.transform(user, user) }
  }
}
