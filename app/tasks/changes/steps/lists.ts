interface Listed {
  id: number
}

export const idsOf = (items: Listed[]) => new Set(items.map(({ id }) => id))

export function addedTo(before: Listed[] = [], after: Listed[] = []): number[] {
  return [...idsOf(after).difference(idsOf(before))]
}
