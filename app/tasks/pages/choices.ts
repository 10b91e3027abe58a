import type User from '#accounts/models/user'
import Team from '#teams/models/team'
import TeamMember from '#teams/models/team_member'
import type Tag from '#tasks/models/tag'
import { ListTags } from '#tasks/queries/list_tags'
import { ListUsers } from '#accounts/queries/list_users'
import { words } from '#tasks/pages/words'
import { PRIORITIES, STATUSES } from '#tasks/models/task'

/** More than these nobody picks from a list; they are found by typing. */
export const MANY = 200

export interface Choice {
  value: string | number
  label: string
  note?: string | null
  icon?: string
  class?: string
}

export const STATUS_CHOICES: Choice[] = STATUSES.map((value) => ({
  value,
  label: words(value),
  icon: `status-${value}`,
  class: `status--${value}`,
}))

export const PRIORITY_CHOICES: Choice[] = PRIORITIES.toReversed().map((value) => ({
  value,
  label: words(value),
  icon: `priority-${value}`,
  class: `priority priority--${value}`,
}))

/** Whom work can be given to, with those of `ids` in any case, by name. */
export async function findPeople(actor: User, ids: number[] = []): Promise<User[]> {
  const people = new ListUsers().handle(actor, { isActive: true }).orderBy('username').limit(MANY)
  const named = new ListUsers().handle(actor).whereIn('id', [actor.id, ...ids])
  const found = await Promise.all([people, named])
  const distinct = new Map(found.flat().map((user) => [user.id, user]))

  return [...distinct.values()].sort((one, other) =>
    one.displayName.localeCompare(other.displayName)
  )
}

/** The teams that the user sees. */
export function findTeams(actor: User): Promise<Team[]> {
  return Team.query()
    .withScopes((scopes) => scopes.visibleTo(actor))
    .orderBy('name')
    .limit(MANY)
    .exec()
}

/** The teams that the user may give a task to, and the one that it has. */
async function findTeamsToWorkIn(actor: User, current: number | null): Promise<Team[]> {
  const teams = Team.query().orderBy('name').limit(MANY)
  if (actor.isAdmin) return teams

  return teams.where((either) =>
    either
      .whereIn('id', TeamMember.teamIdsOf(actor, ['lead', 'member']))
      .if(current, (query) => query.orWhere('id', current!))
  )
}

export function findTags(): Promise<Tag[]> {
  return new ListTags().handle().orderBy('name').limit(MANY).exec()
}

/** What the fields of a task's form choose from. */
export async function choicesFor(actor: User, task: { team?: any; assigned_to?: any }) {
  const assignees = [task.assigned_to ?? []].flat().map(Number).filter(Boolean)
  const [people, teams, tags] = await Promise.all([
    findPeople(actor, assignees),
    findTeamsToWorkIn(actor, Number(task.team) || null),
    findTags(),
  ])
  return {
    people,
    tags,
    statuses: STATUS_CHOICES,
    priorities: PRIORITY_CHOICES,
    teams: [{ value: '', label: 'No team' }, ...teams.map(toChoice)],
  }
}

export const toChoice = ({ id, name }: { id: number; name: string }) => ({ value: id, label: name })
