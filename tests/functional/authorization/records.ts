import { randomUUID } from 'node:crypto'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import type User from '#accounts/users/models/user'
import Invitation from '#teams/invitations/models/invitation'
import TeamMember from '#teams/members/models/team_member'
import TaskTemplate from '#tasks/templates/models/task_template'
import Notification from '#notifications/notifications/models/notification'
import NotificationDelivery from '#notifications/deliveries/models/notification_delivery'
import { IssueTokens } from '#accounts/sessions/actions/issue_tokens'
import { TaskFactory, assign } from '#database/factories/task_factory'
import { createTeam } from '#database/factories/team_factory'
import type { TeamRole } from '#teams/members/models/team_member'
import type { Cast } from '#tests/functional/authorization/cast'

/** The path parameters, which are also values for the body. */
export type Place = Record<string, number | string>

/** Creates the record for an actor of this standing. */
export type RecordKind<At extends Place = Place> = (
  standing: string,
  actor: User,
  cast: Cast
) => Promise<At>

type Ids = Record<string, number>

/** No record has this id. */
const MISSING = 999_999_999

/** The standings that come from a role in the record's team. */
const TEAM_ROLES: Record<string, TeamRole> = { leads: 'lead', joined: 'member', watches: 'viewer' }

/** No record is needed. */
export const nothing: RecordKind = async () => ({})

/** A session, with an unused refresh token. */
export const session: RecordKind = async (_standing, actor) => {
  const { refresh } = await new IssueTokens().handle(actor)
  return { refresh }
}

/** A team that the actor leads, is a member of, is a viewer of, or has nothing to do with. */
export const team: RecordKind<Ids> = async (standing, actor, { other, mate }) => {
  if (standing === 'missing') return { id: MISSING, team: MISSING, user_id: mate.id }
  const { id } = await createTeam(other, [[mate, 'member']])
  const role = TEAM_ROLES[standing]
  if (role) await TeamMember.create({ teamId: id, userId: actor.id, role })
  return { id, team: id, user_id: mate.id }
}

/** A team as above, and another where the actor meets the newcomer, who isn't in the first. */
export const teamToFill: RecordKind<Ids> = async (standing, actor, cast) => {
  await createTeam(cast.other, [
    [actor, 'viewer'],
    [cast.newcomer, 'viewer'],
  ])
  return team(standing, actor, cast)
}

/** A team member: somebody else (`user_id` as above), or the actor for `leave`. */
export const place: RecordKind<Ids> = async (standing, actor, cast) => {
  if (standing === 'leaves') return { ...(await team('joined', actor, cast)), user_id: actor.id }
  if (standing !== 'stranger') return team(standing, actor, cast)
  return { ...(await team('leads', actor, cast)), user_id: MISSING }
}

/** A task created by the actor, assigned to them, of a team of theirs, or unrelated. */
export const task: RecordKind<Ids> = async (standing, actor, cast) => {
  if (standing === 'missing') return { id: MISSING }
  const { id: teamId } = ['created', 'assigned'].includes(standing)
    ? { id: null }
    : await team(standing, actor, cast)
  const creator = standing === 'created' ? actor : cast.other
  const made = await TaskFactory.merge({ createdById: creator.id, teamId }).create()
  if (standing === 'assigned') await assign(made, actor)
  return { id: made.id }
}

/** A deleted task. */
export const deletedTask: RecordKind<Ids> = async (standing, actor, cast) => {
  const at = await task(standing, actor, cast)
  const made = await Task.find(at.id)
  await made?.delete()
  return at
}

/**
 * A comment by the actor, or by somebody else on a visible task, both in the actor's team. Or one
 * on an invisible task, on another task than the path says, or none.
 */
export const comment: RecordKind<Ids> = async (standing, actor, cast) => {
  const seen = { written: 'joined', received: 'created', misplaced: 'joined', missing: 'joined' }
  const at = await task(seen[standing as keyof typeof seen] ?? standing, actor, cast)
  if (standing === 'missing') return { ...at, comment_id: MISSING }

  const writer = standing === 'written' ? actor : cast.other
  const { id } = await Comment.create({ taskId: at.id, userId: writer.id, body: 'So it goes.' })
  if (standing !== 'misplaced') return { ...at, comment_id: id }
  const elsewhere = await task('joined', actor, cast)
  return { ...elsewhere, comment_id: id }
}

/** The same, deleted. */
export const deletedComment: RecordKind<Ids> = async (standing, actor, cast) => {
  const at = await comment(standing, actor, cast)
  const made = await Comment.find(at.comment_id)
  await made?.delete()
  return at
}

/** An invitation by the actor to no team, or by somebody else to a team of the actor. */
export const invitation: RecordKind<Ids> = async (standing, actor, cast) => {
  if (standing === 'missing') return { id: MISSING }
  const { id: teamId } = standing === 'created' ? { id: null } : await team(standing, actor, cast)
  const createdById = standing === 'created' ? actor.id : cast.other.id
  const made = new Invitation().issueToken()
  await made.merge({ email: 'guest@example.org', teamId, teamRole: 'member', createdById }).save()
  return { id: made.id }
}

/** A tag, which everybody sees. */
export const tag: RecordKind<Ids> = async (standing, actor, { other }) => {
  if (standing === 'missing') return { id: MISSING }
  const createdById = standing === 'created' ? actor.id : other.id
  const { id } = await Tag.create({ name: `walk ${standing}`, createdById })
  return { id }
}

/** A task template created by the actor, of a team of theirs, or unrelated. */
export const template: RecordKind<Ids> = async (standing, actor, cast) => {
  if (standing === 'missing') return { id: MISSING }
  const { id: teamId } = standing === 'created' ? { id: null } : await team(standing, actor, cast)
  const createdById = standing === 'created' ? actor.id : cast.other.id
  const made = await TaskTemplate.create({ name: 'Release', title: 'Release', teamId, createdById })
  return { id: made.id }
}

/** The actor, a teammate, or another user. */
export const user: RecordKind<Ids> = async (standing, actor, { other }) => {
  if (standing === 'missing') return { id: MISSING }
  if (standing === 'teammate') await createTeam(other, [[actor, 'viewer']])
  return { id: standing === 'self' ? actor.id : other.id }
}

/** The same, by username. */
export const person: RecordKind<{ username: string }> = async (standing, actor, { other }) => {
  if (standing === 'missing') return { username: 'nobody_at_all' }
  if (standing === 'teammate') await createTeam(other, [[actor, 'viewer']])
  return { username: standing === 'self' ? actor.username : other.username }
}

/** A notification of the actor or of somebody else. */
export const notification: RecordKind<Ids> = async (standing, actor, cast) => {
  if (standing === 'missing') return { id: MISSING }
  const { id: taskId } = await task('created', actor, cast)
  const { id } = await Notification.create({
    userId: standing === 'self' ? actor.id : cast.other.id,
    kind: 'overdue',
    cause: 'the walk',
    taskId,
    inApp: true,
  })
  return { id }
}

/** A delivery to somebody else. */
export const delivery: RecordKind<Ids> = async (standing, _actor, { other }) => {
  if (standing === 'missing') return { id: MISSING }
  const { id } = await NotificationDelivery.create({
    userId: other.id,
    status: 'failed',
    attempts: 1,
    messageId: randomUUID(),
  })
  return { id }
}
