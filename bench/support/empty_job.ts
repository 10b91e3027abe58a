import { BaseJob } from '#core/jobs/base_job'

/** A job that does nothing but be counted. */
export default class EmptyJob extends BaseJob {
  static $$filepath = import.meta.url
  static done = 0

  async handle() {
    EmptyJob.done++
  }
}
