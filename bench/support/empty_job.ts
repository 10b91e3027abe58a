import { BaseJob } from '#jobs/job'

export default class EmptyJob extends BaseJob {
  static jobName = 'empty_job'
  static done = 0

  async handle() {
    EmptyJob.done++
  }
}
