import { BaseJob } from '#jobs/job'

export default class EmptyJob extends BaseJob {
  static $$filepath = import.meta.url
  static done = 0

  async handle() {
    EmptyJob.done++
  }
}
