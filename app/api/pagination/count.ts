import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'

/** Counting a million rows costs as much as reading them. */
export const MAX_COUNT = 10_000

export interface Count {
  count: number

  countExact: boolean
}

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

/** Takes a count limited to `max + 1`. */
export function countOf(total: number, max = MAX_COUNT): Count {
  return { count: Math.min(total, max), countExact: total <= max }
}
