import ScriptedJob from '#tests/support/jobs/scripted_job'

/** One whose attempts may take no time to speak of. */
export default class HastyJob extends ScriptedJob {
  static jobName = 'hasty_job'
  static timeoutMs = 500
}
