export const KINDS = [
  'assigned',
  'unassigned',
  'mentioned',
  'commented',
  'status_changed',
  'due_soon',
  'overdue',
  'daily_summary',
] as const
export type Kind = (typeof KINDS)[number]

export const CHANNELS = ['in_app', 'mail'] as const
export type Channel = (typeof CHANNELS)[number]

/** Summaries are mails only. */
export function channelsOf(kind: Kind): readonly Channel[] {
  return kind === 'daily_summary' ? ['mail'] : CHANNELS
}

export const DEFAULT_CHANNELS: Record<Kind, readonly Channel[]> = {
  assigned: ['in_app', 'mail'],
  unassigned: ['in_app'],
  mentioned: ['in_app', 'mail'],
  commented: ['in_app', 'mail'],
  status_changed: ['in_app'],
  due_soon: ['in_app', 'mail'],
  overdue: ['in_app', 'mail'],
  daily_summary: ['mail'],
}
