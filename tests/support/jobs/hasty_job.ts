import ScriptedJob from '#tests/support/jobs/scripted_job'

/** A job with a very short timeout. */
export default class HastyJob extends ScriptedJob {
  static jobName = 'hasty_job'
  static timeoutMs = 500
}
