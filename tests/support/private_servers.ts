import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'

/** The launcher's own way to start servers: the same settings, for root and for anybody else. */
const launcher = (name: string) => import(app.makePath('bin/launcher', `${name}.mjs`))

interface Server {
  url: string
  process: { kill(): void; stop(): Promise<unknown>; exited: Promise<unknown> }
}

/** A PostgreSQL and a Redis that a test may kill. They keep their data and their addresses. */
export class PrivateServers {
  #ports: Record<'postgres' | 'redis', number | undefined> = {
    postgres: undefined,
    redis: undefined,
  }
  #running: Partial<Record<'postgres' | 'redis', Server>> = {}

  private constructor(readonly folder: string) {}

  static async start(): Promise<PrivateServers> {
    const folder = await mkdtemp(join(tmpdir(), 'servers-'))
    chmodSync(folder, 0o755)
    const servers = new PrivateServers(folder)
    await Promise.all([servers.startPostgres(), servers.startRedis()])
    return servers
  }

  get env() {
    return { DATABASE_URL: this.#running.postgres!.url, REDIS_URL: this.#running.redis!.url }
  }

  async startPostgres() {
    const { startPostgres } = await launcher('postgres')
    await this.#keep('postgres', startPostgres)
  }

  async startRedis() {
    const [{ startRedis }, { provideRedis }] = [await launcher('redis'), await launcher('programs')]
    const program = await provideRedis()
    await this.#keep('redis', (options: object) => startRedis({ ...options, program }))
  }

  /** SIGKILL, and nothing else: what wasn't written down is lost. */
  async kill(name: 'postgres' | 'redis') {
    const { process } = this.#running[name]!
    process.kill()
    await process.exited
  }

  /** What Redis kept is gone, as after a disk that broke. */
  async forgetRedis() {
    await rm(join(this.folder, 'redis'), { recursive: true, force: true })
  }

  async remove() {
    await Promise.all(Object.values(this.#running).map(({ process }) => process.stop()))
    await rm(this.folder, { recursive: true, force: true })
  }

  async #keep(name: 'postgres' | 'redis', start: (options: object) => Promise<Server>) {
    const server = await start({
      folder: join(this.folder, name),
      password: 'throw-away',
      port: this.#ports[name],
      log: join(this.folder, `${name}.log`),
    })
    this.#ports[name] = Number(new URL(server.url).port)
    this.#running[name] = server
  }
}
