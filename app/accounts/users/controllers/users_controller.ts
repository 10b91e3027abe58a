import type { HttpContext } from '@adonisjs/core/http'
import User from '#accounts/users/models/user'
import UserPolicy from '#accounts/users/policies/user_policy'
import UserTransformer from '#accounts/users/transformers/user_transformer'
import { paginate } from '#api/pagination/paginate'
import { listUsers } from '#accounts/users/queries/list_users'
import { UpdateUser, type UserChanges } from '#accounts/users/actions/update_user'
import {
  listUsersValidator,
  userChangesValidator,
  userOrdering,
  userValidator,
} from '#accounts/users/validators/user'

export default class UsersController {
  async index({ auth, request, serialize }: HttpContext) {
    const actor = auth.getUserOrFail()
    const params = await request.validateQuery(listUsersValidator)
    const transform = (users: User[]) => UserTransformer.transform(users, actor)
    const users = listUsers(actor, params)

    return serialize(await paginate(request, users, { ordering: userOrdering, params, transform }))
  }

  async show(ctx: HttpContext) {
    return ctx.serialize(UserTransformer.transform(await find(ctx), ctx.auth.getUserOrFail()))
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

function find({ auth, params }: HttpContext) {
  const actor = auth.getUserOrFail()
  return listUsers(actor)
    .where('id', params.id ?? actor.id)
    .firstOrFail()
}
