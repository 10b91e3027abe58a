import { OperatorCommand } from '#operations/console/operator_command'
import { queueCounts } from '#jobs/queues'

export default class QueueStatus extends OperatorCommand {
  static commandName = 'queue:status'
  static description = 'Show the number of waiting, active and failed jobs'
  static help = ['  {{ binaryName }} queue:status', '  {{ binaryName }} queue:status --json']

  async run() {
    const counts = await queueCounts()
    this.print(counts, () => this.printTable(counts))
  }
}
