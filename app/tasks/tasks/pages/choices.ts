import type { UserActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import { WORKING_ROLES } from '#teams/members/models/team_member'
import Tag from '#tasks/tags/models/tag'
import { findWorkers } from '#tasks/assignments/queries/find_workers'
import { listUsers } from '#accounts/users/queries/list_users'
import { mayTakeFromTeam } from '#tasks/tasks/queries/find_team_for_task'
import { valueLabel } from '#tasks/tasks/pages/value_label'
import { PRIORITIES, STATUSES } from '#tasks/tasks/models/task'

/** Beyond this, users are found by typing. */
export const MAX_CHOICES = 200

export interface Choice {
  value: string | number
  label: string
  note?: string | null
  icon?: string
  class?: string
}

export const STATUS_CHOICES: Choice[] = STATUSES.map((value) => ({
  value,
  label: valueLabel(value),
  icon: `status-${value}`,
  class: `status--${value}`,
}))

export const PRIORITY_CHOICES: Choice[] = PRIORITIES.toReversed().map((value) => ({
  value,
  label: valueLabel(value),
  icon: `priority-${value}`,
  class: `priority priority--${value}`,
}))

/** Assignable users, and those of `ids` whatever their state. */
export async function findPeople(actor: UserActor, ids: number[] = []): Promise<User[]> {
  const people = listUsers(actor, { isActive: true }).orderBy('username').limit(MAX_CHOICES)
  const named = listUsers(actor).whereIn('id', [actor.user.id, ...ids])
  const found = await Promise.all([people, named, findWorkers(actor, ids)])
  const distinct = new Map(found.flat().map((user) => [user.id, user]))

  return [...distinct.values()].sort((one, other) =>
    one.displayName.localeCompare(other.displayName, 'en')
  )
}

export const UNSEEN_TEAM = 'Another team'

/** Visible teams, and those of `ids`. */
export async function findTeams(
  actor: UserActor,
  ids: number[] = [],
  { toWorkIn = false } = {}
): Promise<Team[]> {
  const seen = () => Team.query().withScopes((scopes) => scopes.visibleTo(actor))
  const first = seen()
    .if(toWorkIn && !actor.user.isAdmin, (teams) =>
      teams.whereIn('id', Team.idsOf(actor.user, WORKING_ROLES))
    )
    .orderBy('name')
    .limit(MAX_CHOICES)
  const found = await Promise.all([first, seen().whereIn('id', ids)])
  const distinct = new Map(found.flat().map((team) => [team.id, team]))

  return [...distinct.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** Teams the user may move the task to; only the current one when they may not move it. */
async function teamChoices(actor: UserActor, ids: number[]): Promise<Choice[]> {
  const teams = await findTeams(actor, ids, { toWorkIn: true })
  const unseen = new Set(ids).difference(new Set(teams.map(({ id }) => id)))

  const choices = [
    { value: '', label: 'No team' },
    ...teams.map(toChoice),
    ...[...unseen].map((value) => ({ value, label: UNSEEN_TEAM })),
  ]
  const movable = await Promise.all(ids.map((id) => mayTakeFromTeam(actor, id)))
  return movable.every(Boolean) ? choices : choices.filter(({ value }) => ids.includes(+value))
}

export function findTags(): Promise<Tag[]> {
  return Tag.query().orderBy('name').limit(MAX_CHOICES).exec()
}

/** Contains the current values of the forms. */
export async function choicesFor(actor: UserActor, ...forms: { team?: any; assigned_to?: any }[]) {
  const idsIn = (field: 'team' | 'assigned_to') =>
    forms
      .flatMap((form) => form[field] ?? [])
      .map(Number)
      .filter(isId)
  const [people, teams, tags] = await Promise.all([
    findPeople(actor, idsIn('assigned_to')),
    teamChoices(actor, idsIn('team')),
    findTags(),
  ])
  return {
    people,
    tags,
    statuses: STATUS_CHOICES,
    priorities: PRIORITY_CHOICES,
    teams,
  }
}

/** Forms may contain anything. */
export const isId = (value: number) => Number.isSafeInteger(value) && value > 0

export const toChoice = ({ id, name }: { id: number; name: string }) => ({ value: id, label: name })
