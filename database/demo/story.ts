import type { Name } from '#database/demo/accounts'
import type { Priority } from '#tasks/tasks/models/task'
import type { TeamRole } from '#teams/members/models/team_member'

/** A project with its parts; days are working days relative to today. */
export interface Project {
  title: string
  description: string
  tags: string[]
  priority?: Priority
  starts: number
  /** Planned working days per part. */
  pace: number
  /** Actual duration as a multiple of the plan. */
  drag?: number
  /** Assignees, in turn. */
  by: Name[]
  parts: Part[]
  /** Comments, one per part. */
  talk: [Name, string][]
}

export interface Part {
  title: string
  priority?: Priority
  hours?: number
  /** `blocked`: waits in the middle; the others are cancelled; each with the reason. */
  blocked?: string
  cancelled?: string
}

export interface TeamStory {
  name: string
  description: string
  founder: Name
  members: [Name, TeamRole][]
  projects: Project[]
  /** Small tasks, one every few days, completed soon after. */
  everyday: string[]
  /** The backlog. */
  backlog: string[]
  template: { name: string; title: string; description: string; tags: string[] }
}
