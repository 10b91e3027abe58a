import type { Actor } from '#accounts/users/actor'
import Tag from '#tasks/tags/models/tag'

/** Everyone sees all tags, but creators only if visible to the actor. */
export function listTags(actor: Actor, { search }: { search?: string } = {}) {
  return Tag.query()
    .if(search, (query) => query.whereRaw('strpos(lower(tags.name), lower(?)) > 0', [search!]))
    .preload('createdBy', (users) => users.withScopes((scopes) => scopes.visibleTo(actor)))
}
