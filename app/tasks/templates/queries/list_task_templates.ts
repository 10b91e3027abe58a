import type { Actor } from '#accounts/users/actor'
import TaskTemplate from '#tasks/templates/models/task_template'

interface Filters {
  /** Part of the name or title. */
  search?: string

  team?: number[]
}

export function listTaskTemplates(actor: Actor, { search, team }: Filters = {}) {
  return TaskTemplate.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .if(team, (query) => query.whereIn('task_templates.team_id', team!))
    .if(search, (query) =>
      query.whereRaw(
        `strpos(lower(task_templates.name || ' ' || task_templates.title), lower(?)) > 0`,
        [search!]
      )
    )
    .preload('createdBy')
}
