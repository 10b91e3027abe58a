import ScriptedJob from '#tests/support/jobs/scripted_job'

/** One whose attempts may take no time to speak of. */
export default class HastyJob extends ScriptedJob {
  static $$filepath = import.meta.url
  static timeoutMs = 500
}
