import type { Name } from '#database/demo/accounts'
import type { Priority } from '#tasks/tasks/models/task'
import type { TeamRole } from '#teams/members/models/team_member'

/** A piece of work with its parts; days are working days from today, negative ones lie behind us. */
export interface Project {
  title: string
  description: string
  tags: string[]
  priority?: Priority
  /** When work on the first part begins. */
  starts: number
  /** How many days each part is planned to take. */
  pace: number
  /** How much longer it really takes: 1.5 is half as long again. */
  drag?: number
  /** Who does it, in turns. */
  by: Name[]
  parts: Part[]
  /** What is said on the way, one on each part. */
  talk: [Name, string][]
}

export interface Part {
  title: string
  priority?: Priority
  hours?: number
  /** Waits for somebody else in the middle of it, and why; the others are given up, and why. */
  blocked?: string
  cancelled?: string
}

/** What one of the three teams is working on. */
export interface TeamStory {
  name: string
  description: string
  founder: Name
  members: [Name, TeamRole][]
  projects: Project[]
  /** Small things, one every few days, done soon after. */
  everyday: string[]
  /** Ideas that nobody has begun with. */
  backlog: string[]
  template: { name: string; title: string; description: string; tags: string[] }
}
