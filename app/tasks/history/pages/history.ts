import type { HttpRequest } from '@adonisjs/core/http'
import Comment from '#tasks/comments/models/comment'
import type Task from '#tasks/tasks/models/task'
import type { UserActor } from '#accounts/users/actor'
import CommentPolicy from '#tasks/comments/policies/comment_policy'
import CommentTransformer from '#tasks/comments/transformers/comment_transformer'
import TaskHistoryTransformer from '#tasks/history/transformers/task_history_transformer'
import { listShownHistory } from '#tasks/history/queries/list_history'
import { addDisplayNames, type Person } from '#tasks/assignments/pages/people'
import { renderTexts } from '#tasks/comments/pages/rendered_texts'
import { addressOfTask } from '#tasks/lists/pages/return_address'
import { describeActivity, type Entry, type Reader } from '#tasks/history/pages/activity'
import { addressOf, listTimeline, type Moment } from '#tasks/history/queries/list_timeline'

const LENGTH = 30

/** Characters. */
const MAX_HTML_LENGTH = 500_000

/** The newest comments and changes, or those before a moment; `earlier` is the next cursor. */
export async function findHistory(task: Task, actor: UserActor, reader: Reader, before?: Moment) {
  const found = await listTimeline(task.id, { before, limit: LENGTH + 1 })
  const said = await findComments(found.slice(0, LENGTH), actor)
  const moments = found.slice(0, lengthOf(found, said))
  const entries = await findEntries(moments)
  const comments = idsOf(moments.toReversed(), 'comment').flatMap((id) => said.get(id) ?? [])
  await addDisplayNames([
    ...entries.flatMap(peopleIn),
    ...comments.flatMap(({ comment }) => comment.user ?? []),
  ])

  const activities = describeActivity(entries, reader)
  const items = [...activities.map((activity) => ({ at: activity.at, activity })), ...comments]
  return {
    items: items.sort((one, other) => one.at.localeCompare(other.at)),
    before: before && addressOf(before),
    earlier: moments.length < found.length ? addressOf(moments.at(-1)!) : null,
  }
}

/** The URL of the page that shows this comment. */
export async function commentUrl(request: HttpRequest, { id, taskId, createdAt }: Comment) {
  const task = addressOfTask(request, taskId)
  const newest = await listTimeline(taskId, { limit: LENGTH })
  if (newest.some((moment) => moment.kind === 'comment' && moment.id === id)) {
    return `${task}#comment-${id}`
  }
  const before = addressOf({ kind: 'comment', id: id + 1, at: createdAt.toISO()! })
  return `${task}${task.includes('?') ? '&' : '?'}before=${before}#comment-${id}`
}

async function findComments(moments: Moment[], actor: UserActor) {
  const comments = await Comment.query()
    .whereIn('id', idsOf(moments, 'comment'))
    .orderBy('id', 'desc')
    .preload('user')
  const html = await renderTexts(comments.map(({ written }) => written))
  const policy = new CommentPolicy()
  return new Map(
    comments.map((comment, index) => [
      comment.id,
      {
        at: comment.createdAt.toUTC().toISO()!,
        comment: new CommentTransformer(comment).toObject(),
        html: html[index],
        may: {
          update: policy.update(actor.user, comment),
          delete: policy.delete(actor.user, comment),
        },
      },
    ])
  )
}

/** At least one. */
function lengthOf(moments: Moment[], said: Map<number, { html: string }>): number {
  let total = 0
  const end = moments.findIndex(({ kind, id }, index) => {
    const isFull = index === LENGTH || (index > 0 && total > MAX_HTML_LENGTH)
    total += (kind === 'comment' && said.get(id)?.html.length) || 0
    return isFull
  })
  return end < 0 ? moments.length : end
}

async function findEntries(moments: Moment[]): Promise<Entry[]> {
  const entries = await listShownHistory(idsOf(moments, 'entry'))
  return entries.map((entry) => new TaskHistoryTransformer(entry).toObject() as Entry)
}

const idsOf = (moments: Moment[], wanted: Moment['kind']) =>
  moments.flatMap(({ kind, id }) => (kind === wanted ? id : []))

function peopleIn({ user, field, old, new: value }: Entry): Person[] {
  const people = field === 'assigned_to' ? [...old, ...value] : []
  return user ? [user, ...people] : people
}
