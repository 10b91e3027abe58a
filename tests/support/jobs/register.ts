import { registerJobs } from '#jobs/registry'
import HastyJob from '#tests/support/jobs/hasty_job'
import ScriptedJob from '#tests/support/jobs/scripted_job'

registerJobs(ScriptedJob, HastyJob)
