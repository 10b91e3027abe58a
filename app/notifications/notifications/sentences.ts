import { valueLabel } from '#tasks/tasks/pages/value_label'
import type Notification from '#notifications/notifications/models/notification'

/** Without the task's title: "Ada assigned you". */
export function sentenceOf({ kind, actor, payload }: Notification): string {
  const who = actor?.displayName ?? 'System'
  const { from, to } = payload

  switch (kind) {
    case 'assigned':
      return `${who} assigned you`
    case 'unassigned':
      return `${who} unassigned you`
    case 'mentioned':
      return `${who} mentioned you`
    case 'commented':
      return `${who} commented`
    case 'status_changed':
      return `${who} changed the status from ${valueLabel(from!)} to ${valueLabel(to!)}`
    case 'due_soon':
      return 'Due soon'
    case 'overdue':
      return 'Overdue'
    case 'daily_summary':
      return 'Daily summary'
  }
}
