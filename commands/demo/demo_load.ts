import { flags } from '@adonisjs/core/ace'
import { randomBytes } from 'node:crypto'
import { OperatorCommand } from '#operations/console/operator_command'
import { Refusal } from '#core/exceptions/refusal'

const MAX_TASKS = 10_000_000

export default class DemoLoad extends OperatorCommand {
  static commandName = 'demo:load'
  static description = 'Add bulk data for trials and benchmarks: tasks by the thousand'
  static help = [
    'Adds users, teams and tags, and tasks with assignees, two comments each',
    'and their history, spread over the last two years. What is there stays',
    'as it is. It is all or nothing: stopped half-way, it has added nothing.',
    'Where there are fewer tasks than it adds it builds the indexes anew, and',
    'requests for tasks wait until it ends.',
    '',
    '  {{ binaryName }} demo:load --tasks=100000',
    '  {{ binaryName }} demo:load --tasks=1000 --seed=7 --password="something long"',
  ]

  @flags.number({ description: 'How many tasks', required: true })
  declare tasks: number

  @flags.number({ description: 'The same number gives the same data', default: 1 })
  declare seed: number

  @flags.string({ description: 'The password of all new users; generated when left out' })
  declare password?: string

  @flags.boolean({ description: 'Do it in production too' })
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
      this.logger.success(`Sign in as any of them, such as ${example}, with: ${password}`)
    })
  }

  #refuseWhatMakesNoSense() {
    if (!Number.isInteger(this.tasks) || this.tasks < 1 || this.tasks > MAX_TASKS) {
      throw new Refusal(`--tasks takes a whole number from 1 to ${MAX_TASKS.toLocaleString('en')}`)
    }
    if (!Number.isInteger(this.seed)) throw new Refusal('--seed takes a whole number')
    if (this.app.inProduction && !this.force) {
      throw new Refusal('This is production, where made-up data is seldom wanted. Insist: --force')
    }
  }
}
