import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { queueCounts } from '#core/jobs/queues'

const COLUMNS = ['queue', 'waiting', 'active', 'delayed', 'completed', 'failed'] as const

export default class QueueStatus extends BaseCommand {
  static commandName = 'queue:status'
  static description = 'Show how many jobs wait, run and failed'
  static help = ['  {{ binaryName }} queue:status', '  {{ binaryName }} queue:status --json']

  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print JSON instead of a table' })
  declare json: boolean

  async run() {
    const counts = await queueCounts()
    if (this.json) return this.logger.log(JSON.stringify(counts, null, 2))

    const table = this.ui.table().head([...COLUMNS])
    for (const row of counts as Record<string, unknown>[]) {
      table.row(COLUMNS.map((column) => `${row[column]}`))
    }
    table.render()
  }
}
