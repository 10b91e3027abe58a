import Tag from '#tasks/models/tag'

/** Every tag, with its creator, or those with `search` in their name. */
export function listTags({ search }: { search?: string } = {}) {
  return Tag.query()
    .if(search, (query) => query.whereRaw('strpos(lower(tags.name), lower(?)) > 0', [search!]))
    .preload('createdBy')
}
