import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'

/** The exact number of rows; lists use `countRows`, which stops counting. */
export async function countAll(query: ModelQueryBuilderContract<LucidModel, any>): Promise<number> {
  const { $extras } = await query.count('* as total').firstOrFail()
  return $extras.total
}
