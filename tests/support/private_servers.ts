import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'

/** Reuses the launcher's own server settings, which work as root and as any other user. */
const launcher = (name: string) => import(app.makePath('bin/launcher', `${name}.mjs`))

interface Server {
  url: string
  process: { kill(): void; stop(): Promise<unknown>; exited: Promise<unknown> }
}

/** A PostgreSQL and a Redis that a test may kill. They keep their data and their ports. */
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
    await this.#start('postgres', startPostgres)
  }

  async startRedis() {
    const [{ startRedis }, { provideRedis }] = [await launcher('redis'), await launcher('programs')]
    const program = await provideRedis()
    await this.#start('redis', (options: object) => startRedis({ ...options, program }))
  }

  /** SIGKILL: whatever wasn't flushed is lost. */
  async kill(name: 'postgres' | 'redis') {
    const { process } = this.#running[name]!
    process.kill()
    await process.exited
  }

  /** Simulates the loss of Redis' disk. */
  async wipeRedis() {
    await rm(join(this.folder, 'redis'), { recursive: true, force: true })
  }

  async remove() {
    await Promise.all(Object.values(this.#running).map(({ process }) => process.stop()))
    await rm(this.folder, { recursive: true, force: true })
  }

  async #start(name: 'postgres' | 'redis', start: (options: object) => Promise<Server>) {
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
