import { chmod, cp, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { freePort } from '#tests/support/free_port'
import { LauncherRun } from '#tests/support/launcher_run'

const LEFT_OUT = ['node_modules', '.git', '.local', 'build', 'storage', 'tmp', '.env']
const TIMEOUT_MS = 60_000

/**
 * A copy of the project in its own folder, to be started and stopped by the launcher independently
 * of anything else on this machine.
 */
export class Installation {
  #runs: LauncherRun[] = []

  private constructor(
    readonly folder: string,
    readonly port: number
  ) {}

  static async create(): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'installation-'))
    const outside = LEFT_OUT.map((name) => app.makePath(name))

    await cp(app.makePath(), folder, {
      recursive: true,
      filter: (path) => !outside.includes(path),
    })
    await symlink(app.makePath('node_modules'), join(folder, 'node_modules'))
    await chmod(folder, 0o755)
    return new Installation(folder, await freePort())
  }

  get url() {
    return `http://localhost:${this.port}`
  }

  file(path: string) {
    return join(this.folder, path)
  }

  async up(...args: string[]): Promise<LauncherRun> {
    const run = this.start(...args)
    await run.ready()
    return run
  }

  start(...args: string[]): LauncherRun {
    const settings = { DEMO_DATA: 'false', REGISTRATION: 'open' }
    return this.#run(['bin/up.mjs', ...args], { PORT: String(this.port), ...settings })
  }

  /** Runs a command in a shell without the system's settings; returns its exit code. */
  ace(...args: string[]): Promise<number | null> {
    return this.#run(['ace', ...args]).waitForExit()
  }

  async stop() {
    for (const run of this.#runs.splice(0)) await run.stop()
  }

  async hasExited(): Promise<boolean> {
    const deadline = Date.now() + TIMEOUT_MS
    for (;;) {
      const left = await this.processes()
      if (left.length === 0 || Date.now() > deadline) return left.length === 0
      await sleep(50)
    }
  }

  /** Finds processes by their working directory. */
  processes() {
    return this.processesIn('')
  }

  async processesIn(subfolder: string): Promise<number[]> {
    const folder = join(this.folder, subfolder)
    const entries = await readdir('/proc')
    const ids = entries.map(Number).filter(Boolean)
    const places = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')))
    return ids.filter((_, index) => places[index].startsWith(folder))
  }

  async remove() {
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  #run(args: string[], env: Record<string, string> = {}): LauncherRun {
    const { PATH, HOME } = process.env
    const run = new LauncherRun(args, { cwd: this.folder, env: { PATH, HOME, ...env } })
    this.#runs.push(run)
    return run
  }
}
