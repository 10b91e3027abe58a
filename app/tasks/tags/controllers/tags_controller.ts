import type { HttpContext } from '@adonisjs/core/http'
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
      query: (params) => listTags(ctx.auth.getUserOrFail(), params),
      transform: (tags) => TagTransformer.transform(tags),
    })
  }

  async store({ auth, bouncer, request, response, serialize }: HttpContext) {
    await bouncer.with(TagPolicy).authorize('create')
    const input = await request.validateBody(tagValidator)
    const { id } = await Tag.create({ ...input, createdById: auth.getUserOrFail().id })

    return response.created(await serialize(TagTransformer.transform(await find(auth, id))))
  }

  async show({ auth, params, serialize }: HttpContext) {
    return serialize(TagTransformer.transform(await find(auth, params.id)))
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

  async destroy({ auth, bouncer, params, response }: HttpContext) {
    const tag = await find(auth, params.id)
    await bouncer.with(TagPolicy).authorize('delete', tag)
    await new DeleteTag().handle(auth.getUserOrFail(), tag)

    return response.noContent()
  }

  async #rename({ auth, serialize }: HttpContext, tag: Tag, name: string) {
    await new RenameTag().handle(auth.getUserOrFail(), tag, name)
    return serialize(TagTransformer.transform(await find(auth, tag.id)))
  }
}

async function findChangeable({ auth, bouncer, params }: HttpContext) {
  const tag = await find(auth, params.id)
  await bouncer.with(TagPolicy).authorize('update', tag)
  return tag
}

function find(auth: HttpContext['auth'], id: number) {
  return listTags(auth.getUserOrFail()).where('tags.id', id).firstOrFail()
}
