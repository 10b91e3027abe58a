import Tag from '#tasks/models/tag'

/** The ids of the tags that are meant by ids or names, in whatever case. */
export class FindTagIds {
  async handle(references: readonly string[]): Promise<number[]> {
    const tags = await Tag.query().withScopes((scopes) => scopes.meantBy(references))
    return tags.map(({ id }) => id)
  }
}
