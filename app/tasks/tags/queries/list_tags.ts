import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'

/** Everybody sees all tags, but creators only if visible to the actor. */
export function listTags(actor: User, { search }: { search?: string } = {}) {
  return Tag.query()
    .if(search, (query) => query.whereRaw('strpos(lower(tags.name), lower(?)) > 0', [search!]))
    .preload('createdBy', (users) => users.withScopes((scopes) => scopes.visibleTo(actor)))
}
