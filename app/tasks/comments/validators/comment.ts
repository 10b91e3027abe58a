import vine from '@vinejs/vine'
import { readOnly } from '#core/validation/rules'
import { Ordering } from '#api/pagination/ordering'
import { listParams } from '#api/pagination/list_params'
import { notBlank, prose } from '#core/validation/characters'

export const commentValidator = vine.create(
  vine.object({
    body: prose(20_000).use(notBlank()),
    id: readOnly(),
    task: readOnly(),
    user: readOnly(),
    created_at: readOnly(),
    updated_at: readOnly(),
  })
)

export const commentOrdering = new Ordering(
  'comments',
  { created_at: 'comments.created_at' },
  'created_at'
)

export const listCommentsValidator = vine.create(
  vine.object(listParams(commentOrdering)).toCamelCase()
)
