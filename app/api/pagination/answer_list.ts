import type { VineValidator } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { HttpContext } from '@adonisjs/core/http'
import type { LucidModel, LucidRow, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import { listMetadata, readPage } from '#api/pagination/paginate'
import type { Ordering } from '#api/pagination/ordering'

interface List<Validator extends VineValidator<any, any>, Row extends LucidRow> {
  /** Spreads `listParams(ordering)`. */
  validator: Validator
  ordering: Ordering<any>
  query: (params: Infer<Validator>) => ModelQueryBuilderContract<LucidModel, Row>
  transform: (rows: Row[]) => unknown

  /** SQL for the length of a row's text, for pages limited by size. */
  bytes?: string
}

export async function answerList<Validator extends VineValidator<any, any>, Row extends LucidRow>(
  { request, serialize }: HttpContext,
  { validator, ordering, query, transform, bytes }: List<Validator, Row>
) {
  const params = await request.validateQuery(validator)
  const page = await readPage(query(params), ordering, params, bytes)
  return serialize({ ...listMetadata(request, page), results: transform(page.rows) })
}
