import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/users/models/user'
import UserPolicy from '#accounts/users/policies/user_policy'
import UserTransformer from '#accounts/users/transformers/user_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listUsers } from '#accounts/users/queries/list_users'
import { UpdateUser, type UserChanges } from '#accounts/users/actions/update_user'
import {
  listUsersValidator,
  userChangesValidator,
  userOrdering,
  userValidator,
} from '#accounts/users/validators/user'

export default class UsersController {
  index(ctx: HttpContext) {
    const { actor } = ctx
    return answerList(ctx, {
      validator: listUsersValidator,
      ordering: userOrdering,
      query: (params) => listUsers(actor, params),
      transform: (users) => UserTransformer.transform(users, actor.user),
    })
  }

  async show(ctx: HttpContext) {
    return ctx.serialize(UserTransformer.transform(await find(ctx), ctx.actor.user))
  }

  async replace(ctx: HttpContext) {
    const user = await this.#findChangeable(ctx)
    const input = await ctx.request.validateBody(userValidator, { meta: { id: user.id } })

    return this.#change(ctx, user, { ...User.PROFILE_DEFAULTS, ...input })
  }

  async update(ctx: HttpContext) {
    const user = await this.#findChangeable(ctx)
    const input = await ctx.request.validateBody(userChangesValidator, { meta: { id: user.id } })

    return this.#change(ctx, user, input)
  }

  async #findChangeable(ctx: HttpContext) {
    const user = await find(ctx)
    await ctx.bouncer.with(UserPolicy).authorize('update', user)
    return user
  }

  async #change({ auth, bouncer, serialize }: HttpContext, user: User, changes: UserChanges) {
    await bouncer.with(UserPolicy).authorize('apply', user, changes)
    const actor = auth.getUserOrFail()
    const changed = await new UpdateUser().handle(user, changes, actor)

    return serialize(UserTransformer.transform(changed, actor))
  }
}

function find({ actor, params }: HttpContext) {
  return listUsers(actor)
    .where('id', params.id ?? actor.user.id)
    .firstOrFail()
}
