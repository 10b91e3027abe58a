/** Everything that the product does by the clock. Times are UTC. */
import scheduler from 'adonisjs-scheduler/services/main'
import { runDue } from '#core/schedule/run_due'
import { allSchedules } from '#core/schedule/schedule'

/** A tick that was missed while no scheduler ran is caught up, once. */
scheduler.onStarted(async () => {
  for (const schedule of allSchedules()) await runDue(schedule)
})
