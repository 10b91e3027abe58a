import type { HttpContext } from '@adonisjs/core/http'
import type { UserActor } from '#accounts/users/actor'
import Tag from '#tasks/tags/models/tag'
import TagPolicy from '#tasks/tags/policies/tag_policy'
import TagTransformer from '#tasks/tags/transformers/tag_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listTags } from '#tasks/tags/queries/list_tags'
import { RenameTag } from '#tasks/tags/actions/rename_tag'
import { DeleteTag } from '#tasks/tags/actions/delete_tag'
import {
  listTagsValidator,
  tagChangesValidator,
  tagOrdering,
  tagValidator,
} from '#tasks/tags/validators/tag'

export default class TagsController {
  index(ctx: HttpContext) {
    return answerList(ctx, {
      validator: listTagsValidator,
      ordering: tagOrdering,
      query: (params) => listTags(ctx.actor, params),
      transform: (tags) => TagTransformer.transform(tags),
    })
  }

  async store({ actor, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(TagPolicy).authorize('create')
    const input = await request.validateBody(tagValidator)
    const { id } = await Tag.create({ ...input, createdById: actor.user.id })

    return response.created(await serialize(TagTransformer.transform(await find(actor, id))))
  }

  async show({ actor, params, serialize }: HttpContext) {
    return serialize(TagTransformer.transform(await find(actor, params.id)))
  }

  async replace(ctx: HttpContext) {
    const tag = await findChangeable(ctx)
    const { name } = await ctx.request.validateBody(tagValidator, { meta: { id: tag.id } })

    return this.#rename(ctx, tag, name)
  }

  async update(ctx: HttpContext) {
    const tag = await findChangeable(ctx)
    const meta = { id: tag.id }
    const { name = tag.name } = await ctx.request.validateBody(tagChangesValidator, { meta })

    return this.#rename(ctx, tag, name)
  }

  async destroy({ actor, bouncer, params, response }: HttpContext) {
    const tag = await find(actor, params.id)
    await bouncer.with(TagPolicy).authorize('delete', tag)
    await new DeleteTag().handle(actor, tag)

    return response.noContent()
  }

  async #rename({ actor, serialize }: HttpContext, tag: Tag, name: string) {
    await new RenameTag().handle(actor, tag, name)
    return serialize(TagTransformer.transform(await find(actor, tag.id)))
  }
}

async function findChangeable({ actor, bouncer, params }: HttpContext) {
  const tag = await find(actor, params.id)
  await bouncer.with(TagPolicy).authorize('update', tag)
  return tag
}

function find(actor: UserActor, id: number) {
  return listTags(actor).where('tags.id', id).firstOrFail()
}
