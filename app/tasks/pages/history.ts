import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import CommentPolicy from '#tasks/policies/comment_policy'
import CommentTransformer from '#tasks/transformers/comment_transformer'
import TaskHistoryTransformer from '#tasks/transformers/task_history_transformer'
import { listComments } from '#tasks/queries/list_comments'
import { listHistory } from '#tasks/queries/list_history'
import { giveNames, type Person } from '#tasks/pages/people'
import { tellHappenings, type Entry, type Reader } from '#tasks/pages/happenings'

/** As much as a page shows unasked, and as much as it shows at all. */
const LATEST = 60
const MOST = 2000

/** What was said about a task and what happened to it, in the order of time. */
export async function findHistory(task: Task, actor: User, reader: Reader, all: boolean) {
  const limit = all ? MOST : LATEST
  const [comments, history] = await Promise.all([
    latest(listComments(task), limit),
    latest(listHistory(task), limit),
  ])
  const policy = new CommentPolicy()
  const entries = history.map((entry) => new TaskHistoryTransformer(entry).toObject() as Entry)
  const said = comments.map((comment) => new CommentTransformer(comment).toObject())
  await giveNames([...entries.flatMap(peopleIn), ...said.map(({ user }) => user)])

  const items = [
    ...tellHappenings(entries, reader).map((happening) => ({ at: happening.at, happening })),
    ...comments.map((comment, index) => ({
      at: comment.createdAt.toISO()!,
      comment: said[index],
      may: {
        update: policy.update(actor, comment),
        delete: policy.delete(actor, comment),
      },
    })),
  ]
  return {
    items: items.sort((one, other) => one.at.localeCompare(other.at)),
    isCut: !all && (comments.length === LATEST || history.length === LATEST),
  }
}

/** Who changed something, and whom they assigned. */
function peopleIn({ user, field, old, new: value }: Entry): Person[] {
  return field === 'assigned_to' ? [user, ...old, ...value] : [user]
}

/** The newest rows of a query, the oldest of them first. */
async function latest<Row>(query: ModelQueryBuilderContract<any, Row>, limit: number) {
  const rows = await query.orderBy('id', 'desc').limit(limit)
  return rows.reverse()
}
