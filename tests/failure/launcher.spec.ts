import { once } from 'node:events'
import { readFile, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { Installation } from '#tests/support/installation'

const ADA = { username: 'ada', email: 'ada@example.com', password: 'a long enough passphrase' }

const PROCESSES = ['app', 'relay', 'consumers', 'worker', 'scheduler']

test.group('npm run up', (group) => {
  let installation: Installation

  group.setup(async () => {
    installation = await Installation.create()
    return () => installation.remove()
  })
  group.each.teardown(() => installation.stop())

  const register = () => post('register', ADA)
  const signIn = () => post('login', { username: ADA.username, password: ADA.password })

  const log = (name: string, suffix = '') =>
    readFile(installation.file(`.local/log/${name}.log${suffix}`), 'utf8')

  /** Waits until the log of this process has a matching line. */
  async function logged(name: string, line: RegExp) {
    for (const late = Date.now() + 20_000; !line.test(await log(name)); await sleep(50)) {
      if (Date.now() > late) throw new Error(`No ${line} in ${name}.log:\n${await log(name)}`)
    }
  }

  async function post(path: string, body: object) {
    const { status } = await fetch(`${installation.url}/api/auth/${path}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return status
  }

  test('starts from scratch, and Ctrl-C stops every process', async ({ assert }) => {
    const run = await installation.up()
    assert.include(run.output, `${installation.url}/login`)
    assert.equal(await register(), 201)

    assert.equal(await run.stop('SIGINT'), 130)
    assert.isEmpty(await installation.processes())
  })

  test('lets commands find the running system', async ({ assert }) => {
    const grace = { username: 'grace', password: 'another long passphrase' }
    const options = Object.entries({ ...grace, email: 'grace@example.com' })
    const create = () =>
      installation.ace('user:create', ...options.map(([name, value]) => `--${name}=${value}`))

    const run = await installation.up()
    assert.equal(await create(), 0)
    assert.equal(await post('login', grace), 200)

    await run.stop()
    assert.notEqual(await create(), 0)
  })

  test('leaves no process behind when stopped during startup', async ({ assert }) => {
    for (const step of ['PostgreSQL', 'Migrations', 'App']) {
      const run = installation.start()
      await run.waitForOutput(step)
      await run.stop('SIGTERM')

      assert.isEmpty(await installation.processes(), step)
    }
  })

  test('restarts with its data after everything was killed', async ({ assert }) => {
    const run = await installation.up()
    assert.equal(await signIn(), 200)
    for (const id of await installation.processes()) kill(id)
    await run.waitForExit()
    assert.isTrue(await installation.hasExited())

    await installation.up()
    assert.equal(await signIn(), 200)
  })

  test('stops its processes when it is killed', async ({ assert }) => {
    const run = await installation.up()
    await run.stop('SIGKILL')

    assert.isTrue(await installation.hasExited())
  })

  test('keeps the logs of each process, and those of the previous run', async ({ assert }) => {
    const earlier = await installation.up()
    for (const name of PROCESSES) await logged(name, /^\{.*"service":"\w+".*\}$/m)
    await earlier.stop()
    const kept = await Promise.all(PROCESSES.map((name) => log(name)))

    await installation.up()
    const moved = await Promise.all(PROCESSES.map((name) => log(`${name}`, '.1')))
    assert.lengthOf(moved, kept.length)
    for (const [index, text] of kept.entries())
      assert.isTrue(moved[index] === text, PROCESSES[index])
  })

  test('keeps the logs when its output is not read', async () => {
    const run = await installation.up()
    for (const stream of [run.process.stdout!, run.process.stderr!]) stream.destroy()

    for (const path of ['first', 'second']) {
      await fetch(`${installation.url}/${path}-without-a-terminal`)
      await logged('app', new RegExp(`${path}-without-a-terminal`))
    }
  })

  test('stops all processes and names the one that died', async ({ assert }) => {
    const run = await installation.up()
    const [redis] = await installation.processesIn('.local/redis')
    kill(redis)

    assert.equal(await run.waitForExit(), 1)
    assert.match(run.errors.join('\n'), /^redis ended unexpectedly \(SIGKILL\).*$/)
    assert.isEmpty(await installation.processes())
  })

  test('refuses to start twice and leaves the first run alone', async ({ assert }) => {
    await installation.up()
    const second = installation.start()

    assert.equal(await second.waitForExit(), 1)
    assert.match(second.errors.join('\n'), /^Already running \(process \d+\).*$/)
    assert.equal(await signIn(), 200)
  })

  test('reports a port in use in one line', async ({ assert, cleanup }) => {
    const other = createServer().listen(installation.port, '127.0.0.1')
    await once(other, 'listening')
    cleanup(() => void other.close())
    const run = installation.start()

    assert.equal(await run.waitForExit(), 1)
    assert.match(run.errors.join('\n'), /^Port \d+ is already in use.*$/)
    assert.equal(run.output.trim().split('\n').length, 1)
  })

  test('--fresh asks for confirmation and deletes all data', async ({ assert }) => {
    const unsure = installation.start('--fresh')
    assert.equal(await unsure.waitForExit(), 1)
    assert.match(unsure.errors.join('\n'), /--yes/)

    await installation.up('--fresh', '--yes')
    assert.equal(await signIn(), 401)
  })

  test('--restore replaces the data with a backup, or changes nothing', async ({ assert }) => {
    const run = await installation.up()
    const before = await register()
    assert.equal(await installation.ace('backup'), 0)
    await post('register', { ...ADA, username: 'grace', email: 'grace@example.com' })
    await run.stop()

    const wrong = installation.start('--restore=no-such-backup.zip')
    assert.equal(await wrong.waitForExit(), 1)
    assert.match(wrong.errors.join('\n'), /restore failed.*no-such-backup/)

    const restored = await installation.up('--restore=latest')
    assert.equal(before, 201)
    assert.equal(await signIn(), 200)
    assert.equal(await post('login', { username: 'grace', password: ADA.password }), 401)
    await restored.stop()
  })

  test('reports a broken data folder in one line with the remedy', async ({ assert }) => {
    await truncate(installation.file('.local/postgres/global/pg_control'), 100)
    const run = installation.start()

    assert.equal(await run.waitForExit(), 1)
    assert.match(run.errors.join('\n'), /^PostgreSQL can't use .local\/postgres: .* --fresh$/)
    assert.isEmpty(await installation.processes())
  })
})

/** The process may be gone already. */
function kill(id: number) {
  try {
    process.kill(id, 'SIGKILL')
  } catch {}
}
