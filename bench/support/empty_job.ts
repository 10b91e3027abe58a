import { BaseJob } from '#jobs/job'

/** A job that does nothing but be counted. */
export default class EmptyJob extends BaseJob {
  static $$filepath = import.meta.url
  static done = 0

  async handle() {
    EmptyJob.done++
  }
}
