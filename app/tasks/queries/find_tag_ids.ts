import Tag from '#tasks/models/tag'

/** The ids of the tags that are meant by ids or names, in whatever case. */
export class FindTagIds {
  async handle(references: readonly string[]): Promise<number[]> {
    const tags = await Tag.query()
      .whereIn(
        'id',
        references.filter((reference) => /^\d{1,15}$/.test(reference))
      )
      .orWhereRaw('lower(name) = any (array(select lower(unnest(?::text[]))))', [[...references]])
    return tags.map(({ id }) => id)
  }
}
