import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { docker, run } from './shell.mjs'
import { until } from './until.mjs'

/** What runs and ends; everything else is to be healthy. */
const ONE_SHOTS = ['secrets', 'prepare']

/** One system of containers, made of a clone and one of its compose files. */
export class System {
  /**
   * @param {{ folder: string, file: string, project: string, compose: string[] }} options the
   *   clone, the compose file in it, a name that no other system here has, and Compose's command
   */
  constructor({ folder, file, project, compose: [program, ...words] }) {
    this.folder = folder
    this.project = project
    this.program = program
    this.words = [...words, '-p', project, '-f', file]
    this.env = {
      COMPOSE: [program, ...words].join(' '),
      COMPOSE_PROJECT_NAME: project,
      COMPOSE_FILE: file,
    }
  }

  /** `.env` as the sample is, with these settings instead. */
  configure(settings) {
    const sample = readFileSync(join(this.folder, '.env.sample'), 'utf8')
    const rest = sample.split('\n').filter((line) => !(line.split('=')[0] in settings))
    const own = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
    writeFileSync(join(this.folder, '.env'), [...rest, ...own, ''].join('\n'))
  }

  /** Compose itself. */
  compose(...args) {
    return run(this.program, [...this.words, ...args], { cwd: this.folder })
  }

  /**
   * The operator's way to the version that is configured, and what it says.
   *
   * @param {number} patience in seconds, until what is new must be healthy
   */
  upgrade(patience = 120) {
    const env = { ...this.env, PATIENCE: String(patience) }
    return run('bin/upgrade', ['--no-build'], { cwd: this.folder, env })
  }

  /** Whether Compose says that it failed. */
  fails(...args) {
    return this.compose(...args).then(
      () => false,
      () => true
    )
  }

  /** Starts what isn't started and waits until all of it is healthy. */
  async up(...args) {
    await this.compose('up', '-d', ...args)
    await this.healthy()
  }

  /** A command in a container of the service. */
  exec(service, ...command) {
    return this.compose('exec', '-T', service, ...command)
  }

  /** What Ace printed, in the app. */
  ace(...args) {
    return this.exec('app', 'node', 'ace', ...args)
  }

  /** Stops it, also where it has failed, and lets nothing of it remain. */
  async remove() {
    await this.compose('down', '--volumes', '--remove-orphans', '--timeout', '5').catch(() => {})
  }

  /**
   * All containers, or those of one service, as `docker inspect` has them.
   *
   * @param {string} [service]
   */
  async containers(service) {
    const filters = [`label=com.docker.compose.project=${this.project}`]
    if (service) filters.push(`label=com.docker.compose.service=${service}`)
    const args = filters.flatMap((filter) => ['--filter', filter])
    const ids = await docker('ps', '--all', '--quiet', ...args)
    if (!ids) return []
    const found = JSON.parse(await docker('inspect', ...ids.split('\n')))
    return found
      .map((container) => ({ ...container, service: serviceOf(container) }))
      .filter(({ Config }) => Config.Labels['com.docker.compose.oneoff'] !== 'True')
  }

  /** Those that are to run for ever. */
  async services() {
    const containers = await this.containers()
    return containers.filter(({ service }) => !ONE_SHOTS.includes(service))
  }

  /** Waits until every container (of the service) is healthy. */
  healthy(service) {
    return until(`${service ?? 'every service'} to be healthy`, async () => {
      const all = service ? await this.containers(service) : await this.services()
      const ill = all.filter(({ State }) => State.Health?.Status !== 'healthy')
      if (ill.length > 0) throw new Error(ill.map(({ service: name }) => name).join(', '))
      return all.length > 0
    })
  }

  /** The lines of its log that are JSON. */
  async log(service) {
    const containers = await this.containers(service)
    const both = ({ Id }) => run('sh', ['-c', `docker logs ${Id} 2>&1`])
    const texts = await Promise.all(containers.map(both))
    const lines = texts.join('\n').split('\n')
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  }

  /** Changes a line of the clone, as somebody does who works on it. */
  touch(file, line) {
    appendFileSync(join(this.folder, file), line)
  }
}

const serviceOf = ({ Config }) => Config.Labels['com.docker.compose.service']
