import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { docker, run } from './shell.mjs'
import { until } from './until.mjs'

/** Services that run once; all others must be healthy. */
const ONE_SHOTS = ['secrets', 'prepare']

/** The containers of one clone and compose file. */
export class System {
  /**
   * @param {{ folder: string, file: string, project: string, compose: string[] }} options the
   *   clone, its compose file, a unique project name, and Compose's command
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

  /** Writes `.env` from the sample with these overrides. */
  configure(settings) {
    const sample = readFileSync(join(this.folder, '.env.sample'), 'utf8')
    const rest = sample.split('\n').filter((line) => !(line.split('=')[0] in settings))
    const own = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
    writeFileSync(join(this.folder, '.env'), [...rest, ...own, ''].join('\n'))
  }

  compose(...args) {
    return run(this.program, [...this.words, ...args], { cwd: this.folder })
  }

  /**
   * Runs bin/upgrade and returns its output.
   *
   * @param {number} timeout seconds within which the new containers must be healthy
   */
  upgrade(timeout = 120) {
    const env = { ...this.env, TIMEOUT: String(timeout) }
    return run('bin/upgrade', ['--no-build'], { cwd: this.folder, env })
  }

  /** Whether a Compose command fails. */
  fails(...args) {
    return this.compose(...args).then(
      () => false,
      () => true
    )
  }

  /** `up`, then waits until everything is healthy. */
  async up(...args) {
    await this.compose('up', '-d', ...args)
    await this.healthy()
  }

  /** Runs a command in a container of the service. */
  exec(service, ...command) {
    return this.compose('exec', '-T', service, ...command)
  }

  /** Runs an Ace command in the app; returns its output. */
  ace(...args) {
    return this.exec('app', 'node', 'ace', ...args)
  }

  /** `down` with volumes, also after a failure. */
  async remove() {
    await this.compose('down', '--volumes', '--remove-orphans', '--timeout', '5').catch(() => {})
  }

  /**
   * All containers, or those of one service, as `docker inspect` reports them.
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

  /** Containers of long-running services. */
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

  /** The JSON lines of its log. */
  async log(service) {
    const containers = await this.containers(service)
    const both = ({ Id }) => run('sh', ['-c', `docker logs ${Id} 2>&1`])
    const texts = await Promise.all(containers.map(both))
    const lines = texts.join('\n').split('\n')
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  }

  /** Changes a file of the clone, as a developer does. */
  touch(file, line) {
    appendFileSync(join(this.folder, file), line)
  }
}

const serviceOf = ({ Config }) => Config.Labels['com.docker.compose.service']
