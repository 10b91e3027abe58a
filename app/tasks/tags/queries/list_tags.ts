import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'

/**
 * Every tag, or those with `search` in their name, with its creator as far as the actor sees them:
 * everybody sees all tags, and not who there is.
 */
export function listTags(actor: User, { search }: { search?: string } = {}) {
  return Tag.query()
    .if(search, (query) => query.whereRaw('strpos(lower(tags.name), lower(?)) > 0', [search!]))
    .preload('createdBy', (users) => users.withScopes((scopes) => scopes.visibleTo(actor)))
}
