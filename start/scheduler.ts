/** Everything that the product does by the clock. Times are UTC. */
import scheduler from 'adonisjs-scheduler/services/main'
import { RunDueSchedule } from '#core/actions/run_due_schedule'
import { allSchedules } from '#core/schedule/schedule'

/** A tick that was missed while no scheduler ran is caught up, once. */
scheduler.onStarted(async () => {
  for (const schedule of allSchedules()) await new RunDueSchedule().handle(schedule)
})
