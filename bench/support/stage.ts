import pg from 'pg'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { randomBytes } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const HOOK = '--import=@poppinss/ts-exec'

/** Milliseconds. */
const PATIENCE = 60_000

/** A temporary database with bulk data and servers on it; `leave` removes everything. */
export class Stage {
  readonly password = randomBytes(12).toString('base64url')
  readonly #database = `bench_${randomBytes(4).toString('hex')}`
  readonly #servers: ChildProcess[] = []
  readonly #env: NodeJS.ProcessEnv

  private constructor(private given: string) {
    const url = new URL(given)
    url.pathname = `/${this.#database}`
    this.#env = {
      APP_KEY: randomBytes(32).toString('base64url'),
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '0',
      APP_URL: 'http://127.0.0.1',
      DATABASE_URL: url.href,
      ACCESS_TOKEN_MINUTES: '600',
    }
  }

  /** Creates the database and loads the tasks; returns the duration. */
  static async build(tasks: number): Promise<Stage> {
    const { DATABASE_URL, REDIS_URL } = process.env
    if (!DATABASE_URL || !REDIS_URL) {
      throw new Error('Set DATABASE_URL and REDIS_URL: servers on which a database may be made.')
    }

    const stage = new Stage(DATABASE_URL)
    try {
      await stage.administer(`create database ${stage.#database}`)
      await stage.ace('migration:run', '--force', '--no-schema-generate')
      const started = performance.now()
      await stage.ace('demo:load', `--tasks=${tasks}`, `--password=${stage.password}`, '--force')
      console.log(`Loaded ${tasks} tasks in ${seconds(started)} s`)
      await stage.query('vacuum analyze')
      return stage
    } catch (error) {
      await stage.leave()
      throw error
    }
  }

  /** Starts the web process in production mode; returns its address. */
  web() {
    return this.serve([HOOK, 'bin/server.ts'], '/health/live')
  }

  bare() {
    return this.serve(['bench/bare_server.mjs'], '/')
  }

  /** Creates an account and signs in; returns its access token. */
  async signInAsAdmin(address: string) {
    await this.ace(
      'user:create',
      '--username=bench',
      '--email=bench@example.org',
      '--role=admin',
      `--password=${this.password}`
    )
    return this.signIn(address, 'bench')
  }

  async signIn(address: string, username: string): Promise<string> {
    const answer = await fetch(`${address}/api/auth/login/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: this.password }),
    })
    if (!answer.ok) throw new Error(`Signing in as ${username}: ${await answer.text()}`)
    return ((await answer.json()) as { access: string }).access
  }

  async query(sql: string, values: unknown[] = []) {
    const client = new pg.Client({ connectionString: this.#env.DATABASE_URL })
    await client.connect()
    return client.query(sql, values).finally(() => client.end())
  }

  async leave() {
    for (const server of this.#servers) {
      server.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
    }
    await this.administer(`drop database if exists ${this.#database} with (force)`)
  }

  private async serve(args: string[], path: string) {
    const port = await freePort()
    const address = `http://127.0.0.1:${port}`
    const server = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...this.#env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    this.#servers.push(server)
    await answers(address + path)
    return address
  }

  private async ace(...args: string[]) {
    const env = this.#env
    const child = spawn(process.execPath, ['ace.js', ...args], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const [code] = await once(child, 'exit')
    if (code !== 0) throw new Error(`${args[0]} failed`)
  }

  private async administer(sql: string) {
    const client = new pg.Client({ connectionString: this.given })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
}

export function median(numbers: number[]) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

function seconds(since: number) {
  return ((performance.now() - since) / 1000).toFixed(1)
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

async function answers(url: string) {
  const deadline = performance.now() + PATIENCE
  while (performance.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} didn't answer`)
}
