/** Every schedule of the product. Times are UTC. */
import env from '#start/env'
import scheduler from 'adonisjs-scheduler/services/main'
import logger from '@adonisjs/core/services/logger'
import { startHeartbeat } from '#operations/health/heartbeat'
import { shutDownGracefully } from '#core/process/graceful_shutdown'
import { BackUp } from '#operations/backups/actions/back_up'
import { RunDueSchedule } from '#jobs/actions/run_due_schedule'
import { allSchedules, schedule } from '#jobs/schedule/schedule'
import { CleanupEvents } from '#events/actions/cleanup_events'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'
import { CleanupArchivedTasks } from '#tasks/tasks/actions/cleanup_archived_tasks'
import { GenerateDailySummary } from '#notifications/summaries/actions/generate_daily_summary'
import { NotifyDueSoon } from '#notifications/notifications/actions/notify_due_soon'
import { SweepDeliveries } from '#notifications/deliveries/actions/sweep_deliveries'

// Notifications
schedule({
  name: 'check-overdue-tasks',
  cron: env.get('OVERDUE_SCHEDULE', '0 * * * *'),
  run: () => new CheckOverdueTasks().handle(),
})
schedule({
  name: 'notify-due-soon',
  cron: env.get('DUE_SOON_SCHEDULE', '*/10 * * * *'),
  run: () => new NotifyDueSoon().handle(),
})
// Time zones differ by quarter hours: each user's morning is at one of these.
schedule({
  name: 'generate-daily-summary',
  cron: env.get('DAILY_SUMMARY_SCHEDULE', '*/15 * * * *'),
  run: () => new GenerateDailySummary().handle(),
})

// Recovery
schedule({
  name: 'sweep-deliveries',
  cron: '* * * * *',
  run: () => new SweepDeliveries().handle(),
})

// Maintenance
schedule({
  name: 'cleanup-archived-tasks',
  cron: env.get('CLEANUP_SCHEDULE', '0 3 * * 0'),
  run: () => new CleanupArchivedTasks().handle(),
})
schedule({
  name: 'cleanup-events',
  cron: env.get('EVENTS_CLEANUP_SCHEDULE', '30 3 * * *'),
  run: () => new CleanupEvents().handle(),
})
const backupSchedule = env.get('BACKUP_SCHEDULE')
if (backupSchedule) {
  schedule({ name: 'back-up', cron: backupSchedule, run: () => new BackUp().handle() })
}

/**
 * Runs what is due, including ticks missed while no scheduler ran or PostgreSQL was unavailable. A
 * long run delays no other schedule.
 */
async function runDue() {
  const runs = allSchedules().map((each) =>
    new RunDueSchedule()
      .handle(each)
      .catch((error) => logger.error({ err: error }, `${each.name} failed and will be caught up`))
  )
  await Promise.all(runs)
}
scheduler.call(runDue).everyTenSeconds()

scheduler.onStarting(() => shutDownGracefully())
scheduler.onStarted(async () => {
  await startHeartbeat()
  await runDue()
})
