import { words } from '#tasks/pages/words'
import type Notification from '#notifications/models/notification'

interface Told {
  task?: { id: number; title: string }
  comment_id?: number
  body?: string
  from?: string
  to?: string
  due_date?: string
}

/** What a notification says, as a sentence without the task's name: "Ada assigned you". */
export function sentenceOf({ kind, actor, payload }: Notification): string {
  const who = actor?.displayName ?? 'Somebody'
  const { from, to } = payload as Told

  switch (kind) {
    case 'assigned':
      return `${who} assigned you`
    case 'unassigned':
      return `${who} took you off`
    case 'mentioned':
      return `${who} mentioned you`
    case 'commented':
      return `${who} commented`
    case 'status_changed':
      return `${who} moved it from ${words(from!)} to ${words(to!)}`
    case 'due_soon':
      return 'It is due soon'
    case 'overdue':
      return 'It is overdue'
    case 'daily_summary':
      return 'Your day'
  }
}

/** What was said, where the notification is of a comment. */
export function quoteOf({ payload }: Notification): string | null {
  return (payload as Told).body ?? null
}

/** What happened, for programs: as much as there is to know of this kind. */
export function detailsOf({ payload }: Notification) {
  const { comment_id: commentId, body, from, to, due_date: dueDate } = payload as Told
  return { comment_id: commentId, body, from, to, due_date: dueDate }
}

/** The task as it was then. */
export function taskOf({ payload }: Notification) {
  const { task } = payload as Told
  return task ? { id: task.id, title: task.title } : null
}

/** The title that the task had then; it may have another by now, or be gone. */
export function titleOf({ payload }: Notification): string {
  return (payload as Told).task?.title ?? ''
}
