import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'

/** Counting a million rows takes as long as reading them; nobody needs the exact number. */
export const MAX_COUNT = 10_000

export interface Count {
  count: number

  /** False where there are more than `count` rows. */
  countExact: boolean
}

/** How many rows the query finds, up to `max`. */
export async function countRows(
  query: ModelQueryBuilderContract<LucidModel, any>,
  max = MAX_COUNT
): Promise<Count> {
  const capped = query
    .clone()
    .clearSelect()
    .clearOrder()
    .select(query.client.raw('1'))
    .limit(max + 1)
  const { total } = await query.client
    .query()
    .from(capped.as('capped'))
    .count('* as total')
    .firstOrFail()

  return countOf(total, max)
}

/** Says what a count found that stopped at one more than `max`. */
export function countOf(total: number, max = MAX_COUNT): Count {
  return { count: Math.min(total, max), countExact: total <= max }
}
