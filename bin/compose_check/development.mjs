import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from './client.mjs'
import { Load } from './load.mjs'
import { measureImage, measureMemory } from './measures.mjs'
import { chapter, check, expect } from './report.mjs'
import { docker } from './shell.mjs'
import { until } from './until.mjs'

const PASSWORD = 'welcome-to-the-demo'
const SERVICES = ['postgres', 'redis', 'mail', 'app', 'relay', 'consumers', 'worker', 'scheduler']

/**
 * What `docker compose up` promises.
 *
 * @param {import('./system.mjs').System} system
 * @param {{ port: number, mailPort: number }} ports
 */
export async function checkDevelopment(system, { port, mailPort }) {
  const client = new Client(`http://localhost:${port}`)
  const catcher = new Client(`http://localhost:${mailPort}`)
  const tasks = {}

  chapter('docker-compose.yml, from a clean clone')

  await check('the image is built', async () => {
    await system.compose('build')
  })
  await check('up: every service is healthy, migrated and seeded', async () => {
    await system.up()
    const services = await system.services()
    const names = services.map(({ service }) => service).sort()
    expect(names.join() === [...SERVICES].sort().join(), `there are ${names}`)
    return `${names.length} containers run: ${names.join(', ')}`
  })
  await check('one-off services have exited with 0', async () => {
    for (const name of ['secrets', 'prepare']) {
      const [{ State }] = await system.containers(name)
      expect(State.Status === 'exited' && State.ExitCode === 0, `${name}: ${State.Status}`)
    }
  })
  await check('the image contains only what it needs', () => measureImage(system))
  await check('the memory of each container at rest', () => measureMemory(system))
  await check('containers have no unneeded privileges', () => assertHardened(system))
  await check('only the app and the mail catcher are published, on localhost only', () =>
    assertPublished(system)
  )

  await check('sign in, create, list, search by API', async () => {
    await client.signIn('anna', PASSWORD)
    const { results } = await client.get('/api/users/?search=jonas')
    tasks.assignee = results[0].id
    tasks.first = await client.post('/api/tasks/', { title: 'Quince marmalade' })
    const list = await client.get('/api/tasks/')
    expect(list.results[0].id === tasks.first.id, 'the list does not begin with it')
    const found = await client.get('/api/tasks/?search=quince')
    expect(found.results[0]?.id === tasks.first.id, 'the search does not find it')
  })
  await check('50 concurrent password checks fit into the memory of the app', async () => {
    const guesses = Array.from({ length: 50 }, (_, number) => client.guess(`nobody-${number}`))
    const statuses = await Promise.all(guesses)
    const checked = statuses.filter((status) => status === 401).length
    const refused = statuses.filter((status) => status === 503).length
    expect(checked > 0 && checked + refused === 50, `responses: ${statuses}`)
    const [{ RestartCount, State }] = await system.containers('app')
    expect(RestartCount === 0 && !State.OOMKilled, 'the app was killed')
    return `${checked} were checked, ${refused} got 503`
  })
  await check('the API describes itself', async () => {
    for (const path of ['/api/docs', '/api/openapi.json']) {
      const { status } = await client.page(path)
      expect(status === 200, `${path} answers ${status}`)
    }
  })
  await check('a page, after signing in with the form', async () => {
    const cookies = await client.signInByPage('anna', PASSWORD)
    const page = await client.page(`/tasks/${tasks.first.id}`, cookies)
    expect(page.status === 200 && page.body.includes('Quince marmalade'), 'not the page of it')
    tasks.cookies = cookies
  })
  await check('a job runs and its email is received', async () => {
    const id = 'asked-by-compose-check'
    const json = { title: 'Medlar jelly', assigned_to: [tasks.assignee] }
    await client.post('/api/tasks/', json, { 'X-Request-Id': id })
    const mail = await until('the mail', () => mailAbout(catcher, 'Medlar jelly'))
    expect(mail.to[0].address === 'jonas@demo.example', `it went to ${mail.to[0].address}`)

    for (const service of ['app', 'worker']) {
      await until(`the log of ${service} to name the request`, async () =>
        (await system.log(service)).some(
          (line) => line.request_id === id && line.service === service
        )
      )
    }
    return 'one request id in the logs of app and worker'
  })

  await checkRestarts(system, client, tasks)
  await checkKills(system, client, tasks)
  await checkStops(system, client, catcher, tasks)
  await checkRebuild(system)
}

/** Data, tokens and sessions that must survive. */
async function assertKept(client, { first, cookies }) {
  const task = await client.get(`/api/tasks/${first.id}/`)
  expect(task.title === first.title, 'the task is another')
  const page = await client.page(`/tasks/${first.id}`, cookies)
  expect(page.status === 200, `the session's page answers ${page.status}`)
}

async function checkRestarts(system, client, tasks) {
  for (const service of SERVICES) {
    await check(`restart ${service}: no data is lost`, async () => {
      await system.compose('restart', service)
      await system.healthy()
      await assertKept(client, tasks)
    })
  }
  await check('down and up: no data is lost', async () => {
    await system.compose('down')
    await system.up()
    await assertKept(client, tasks)
  })
}

async function checkKills(system, client, tasks) {
  const load = await Load.during(client, tasks.assignee, (running) =>
    killOneAfterAnother(system, running)
  )
  await check('no acknowledged write is lost, and each email is sent', async () => {
    for (const id of load.acknowledged) await client.get(`/api/tasks/${id}/`)
    const mails = await until('every mail to be sent', () => sent(system, load))
    expect(
      mails.every((count) => count === 1),
      'a task has more than one delivery'
    )
    const words = `${load.acknowledged.length} tasks were acknowledged and are there`
    return `${words}; ${load.failures.length} requests were refused or cut while something was away`
  })
}

async function killOneAfterAnother(system, load) {
  const killAll = async (services) => {
    const before = await Promise.all(services.map((service) => system.containers(service)))
    const made = load.acknowledged.length
    await Promise.all(before.map(([{ Id }]) => crash(Id)))
    await until('the restart', async () => {
      const after = await Promise.all(services.map((service) => system.containers(service)))
      return after.every(([{ RestartCount }], i) => RestartCount > before[i][0].RestartCount)
    })
    await system.healthy()
    await until('the load to continue', () => load.acknowledged.length > made)
  }

  for (const service of SERVICES) {
    await check(`kill -9 ${service} under load: it restarts`, () => killAll([service]))
  }
  await check('kill -9 all of them at once: they restart', () => killAll(SERVICES))
}

/**
 * Kills the container's process from within: Docker doesn't restart a container that it was told to
 * kill. Only the container's own user may.
 */
async function crash(id) {
  const uids = await docker('exec', id, 'sh', '-c', 'stat -c %u /proc/[0-9]*')
  const user = Math.max(...uids.split('\n').map(Number))
  // The command is killed with its container.
  await docker('exec', '--user', String(user), id, 'sh', '-c', 'kill -9 -1').catch(() => {})
}

/** Deliveries per acknowledged task, once each has at least one. */
async function sent(system, { word, acknowledged }) {
  const deliveries = JSON.parse(
    await system.ace('notifications:deliveries', '--status=sent', '--limit=100000', '--json')
  )
  const counts = new Map()
  for (const { about } of deliveries.filter((each) => each.about.startsWith(word))) {
    counts.set(about, (counts.get(about) ?? 0) + 1)
  }
  return counts.size >= acknowledged.length && [...counts.values()]
}

async function checkStops(system, client, catcher, tasks) {
  await check('stop app: a request in flight is answered', async () => {
    const [{ Id }] = await system.containers('app')
    const json = JSON.stringify({ username: 'anna', password: PASSWORD })
    const half = client.open('POST', '/api/auth/login/', {
      'Content-Type': 'application/json',
      'Content-Length': json.length,
    })
    const answer = new Promise((resolve, reject) =>
      half.on('response', resolve).on('error', reject)
    )
    half.write(json.slice(0, 10))
    await sleep(500)
    const stopped = docker('stop', '--time', '20', Id)
    await sleep(1_000)
    half.end(json.slice(10))

    expect((await answer).statusCode === 200, 'it was not')
    await stopped
    await assertEnded(system, 'app')
  })
  await system.compose('start', 'app')
  await system.healthy()

  await check('stop worker: jobs in flight finish or are returned to the queue, once', async () => {
    const load = await Load.during(client, tasks.assignee, async ({ acknowledged }) => {
      await until('jobs to be running', () => acknowledged.length >= 20)
      await system.compose('stop', 'worker')
    })
    await assertEnded(system, 'worker')
    await system.compose('start', 'worker')
    const all = await until('every mail', async () => {
      const mails = JSON.parse((await catcher.page('/email')).body)
      const ours = mails.filter(({ subject }) => subject.startsWith(load.word))
      return ours.length >= load.acknowledged.length && ours
    })
    expect(all.length === load.acknowledged.length, `${all.length} mails`)
    return `${all.length} tasks, ${all.length} mails`
  })
  for (const service of SERVICES.filter((name) => !['app', 'worker'].includes(name))) {
    await check(`stop ${service}: it stops within its grace period`, async () => {
      await system.compose('stop', service)
      await assertEnded(system, service)
    })
  }
  await check('and everything starts again', () => system.up())
}

/** It shut down gracefully and was not killed. */
async function assertEnded(system, service) {
  const [{ State }] = await system.containers(service)
  expect(State.ExitCode === 0, `${service} ended with ${State.ExitCode}`)
}

async function checkRebuild(system) {
  await check('rebuild after a one-line change', async () => {
    system.touch('app/web/routes.ts', '\n// A change.\n')
    await system.compose('build')
  })
}

async function mailAbout(catcher, words) {
  const mails = JSON.parse((await catcher.page('/email')).body)
  return mails.find(({ subject }) => subject.includes(words))
}

async function assertHardened(system) {
  for (const { service, HostConfig, Id } of await system.services()) {
    const { ReadonlyRootfs, CapDrop, SecurityOpt, Memory, LogConfig, Init } = HostConfig
    expect(ReadonlyRootfs, `${service} has a writable root file system`)
    expect(CapDrop?.includes('ALL'), `${service} keeps capabilities`)
    expect(
      SecurityOpt?.some((each) => each.startsWith('no-new-privileges')),
      `${service} can gain privileges`
    )
    expect(Memory > 0 && LogConfig.Config['max-size'] && Init, `${service} has no limits`)
    const owners = await docker('exec', Id, 'sh', '-c', 'stat -c %u /proc/[0-9]*')
    const isOurs = ['app', 'relay', 'consumers', 'worker', 'scheduler'].includes(service)
    expect(!isOurs || owners.split('\n').every((uid) => uid !== '0'), `${service} runs as root`)
  }
}

async function assertPublished(system) {
  const services = await system.services()
  const published = services
    .filter(({ NetworkSettings }) => Object.values(NetworkSettings.Ports).some(Boolean))
    .map(({ service }) => service)
  expect(published.sort().join() === 'app,mail', `published: ${published}`)

  const addresses = services
    .flatMap(({ NetworkSettings }) => Object.values(NetworkSettings.Ports).flat())
    .filter(Boolean)
    .map(({ HostIp }) => HostIp)
  expect(
    addresses.every((address) => address === '127.0.0.1'),
    `published on ${addresses}`
  )
}
