import type { Cast } from '#database/demo/cast'
import type { Name } from '#database/demo/accounts'
import type { Timeline } from '#database/demo/timeline'

export interface Telling {
  timeline: Timeline
  cast: Cast
  founder: Name
  /** Set once the team is created. */
  team: () => number
}
