import { words } from '#tasks/tasks/pages/words'
import type Notification from '#notifications/notifications/models/notification'

/** Without the task's title: "Ada assigned you". */
export function sentenceOf({ kind, actor, payload }: Notification): string {
  const who = actor?.displayName ?? 'System'
  const { from, to } = payload

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
