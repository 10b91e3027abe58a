import Tag from '#tasks/tags/models/tag'
import { addedTo } from '#tasks/changes/steps/lists'
import type { TaskChange } from '#tasks/changes/task_change'

/** Avoids deadlock: tags are locked before tasks. */
export async function findTags(change: TaskChange) {
  const { actor, input, faults, trx } = change
  if (input.tags === undefined) return

  const tags = await faults.in(Tag.findOrCreateMany(input.tags, actor, trx))
  change.tags = tags?.map(({ id, name }) => ({ id, name }))
}

export async function writeTags({ task, before, tags }: TaskChange) {
  if (!tags) return

  const removed = addedTo(tags, before.tags)
  const added = addedTo(before.tags, tags)
  if (removed.length > 0) await task.related('tags').detach(removed)
  if (added.length > 0) await task.related('tags').attach(added)
}
