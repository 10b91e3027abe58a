import { flags } from '@adonisjs/core/ace'
import { randomBytes } from 'node:crypto'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'

const MAX_TASKS = 10_000_000

export default class DemoLoad extends OperatorCommand {
  static commandName = 'demo:load'
  static description = 'Add bulk data for tests and benchmarks'
  static help = [
    'Adds users, teams and tags, and tasks with assignees, two comments each and',
    'their history, spread over the last two years. Existing data is kept. All',
    'data is added in one transaction. If the database has fewer tasks than are',
    'added, the indexes are rebuilt and requests for tasks block until the end.',
    '',
    '  {{ binaryName }} demo:load --tasks=100000',
    '  {{ binaryName }} demo:load --tasks=1000 --seed=7 --password="something long"',
  ]

  @flags.number({ description: 'Number of tasks', required: true })
  declare tasks: number

  @flags.number({ description: 'Random seed; the same seed generates the same data', default: 1 })
  declare seed: number

  @flags.string({ description: 'Password of all new users [default: generated]' })
  declare password?: string

  @flags.boolean({ description: 'Run even in production' })
  declare force: boolean

  async run() {
    this.#refuseWhatMakesNoSense()
    const { LoadTasks } = await import('#database/bulk/load_tasks')
    const password = this.password ?? randomBytes(12).toString('base64url')
    const started = performance.now()

    const { tasks, users, teams } = await new LoadTasks().handle({
      tasks: this.tasks,
      seed: this.seed,
      password,
      onProgress: this.reporter(),
    })

    const seconds = Number(((performance.now() - started) / 1000).toFixed(1))
    const summary = { tasks, users: users.length, teams: teams.length, seconds }
    const example = users[0].username
    this.print({ ...summary, example, password }, () => {
      this.printTable([summary])
      this.logger.success(
        `Sign in as any of the users, such as ${example}, with the password ${password}`
      )
    })
  }

  #refuseWhatMakesNoSense() {
    if (!Number.isInteger(this.tasks) || this.tasks < 1 || this.tasks > MAX_TASKS) {
      throw new Refusal(
        `--tasks must be a whole number between 1 and ${MAX_TASKS.toLocaleString('en')}`
      )
    }
    if (!Number.isInteger(this.seed)) throw new Refusal('--seed must be a whole number')
    if (this.app.inProduction && !this.force) {
      throw new Refusal('Refusing to add test data in production. Use --force to override')
    }
  }
}
