import { randomBytes } from 'node:crypto'
import { Client } from './client.mjs'
import { Load } from './load.mjs'
import { measureMemory } from './measures.mjs'
import { chapter, check, expect } from './report.mjs'
import { docker } from './shell.mjs'
import { checkUpgrades } from './upgrades.mjs'

const OURS = ['app', 'relay', 'consumers', 'worker', 'scheduler']

/**
 * What docker-compose.prod.yml promises.
 *
 * @param {import('./system.mjs').System} system
 * @param {{ httpPort: number, httpsPort: number, image: string }} options
 */
export async function checkProduction(system, { httpPort, httpsPort, image }) {
  const settings = {
    IMAGE: image,
    DOMAIN: 'localhost',
    TLS: 'internal',
    HTTP_PORT: httpPort,
    HTTPS_PORT: httpsPort,
    APP_KEY: randomBytes(32).toString('hex'),
    POSTGRES_PASSWORD: `p@ss/w:rd%20${randomBytes(16).toString('hex')}`,
  }
  const password = randomBytes(16).toString('hex')
  let client, assignee

  chapter('docker-compose.prod.yml')

  await check('it refuses to start when a required setting is missing', () =>
    refusals(system, settings)
  )
  await check('it refuses weak secrets and creates no database', async () => {
    system.configure({ ...settings, APP_KEY: 'short', POSTGRES_PASSWORD: 'changeme-changeme' })
    await system.compose('build')
    expect(await system.fails('up', '-d'), 'it started')
    const [{ State }] = await system.containers('postgres')
    expect(State.Health.Status !== 'healthy', 'there is a database')
    const said = await system.compose('logs', '--no-color', 'secrets')
    await system.remove()
    const lines = said.split('\n').filter((line) => line.includes('REFUSED'))
    expect(lines.length === 2, said)
    return lines.map((line) => line.slice(line.indexOf('REFUSED')))
  })
  await check('three concurrent prepare runs, and three apps start together', async () => {
    system.configure({ ...settings, APP_REPLICAS: 3 })
    await system.up('--scale', 'prepare=3')
    const prepared = await system.containers('prepare')
    expect(
      prepared.length === 3 && prepared.every(({ State }) => State.ExitCode === 0),
      'one failed'
    )
    const services = await system.services()
    return `${services.length} containers are healthy, of them 3 apps and 2 workers`
  })
  await check('the memory of each container at rest', () => measureMemory(system))
  await check('only the proxy is published', async () => {
    const published = (await system.services())
      .filter(({ NetworkSettings }) => Object.values(NetworkSettings.Ports).some(Boolean))
      .map(({ service }) => service)
    expect(published.join() === 'proxy', `published: ${published}`)
  })
  await check('there is no demo data; the first account is created by a command', async () => {
    const who = ['--username=ada', '--email=ada@example.org', '--role=admin']
    const users = await system.ace('user:create', ...who, `--password=${password}`, '--json')
    expect(JSON.parse(users).id === 1, 'there were users before')
  })
  await check('sign in over TLS with a trusted certificate', async () => {
    const [proxy] = await system.containers('proxy')
    const root = '/data/caddy/pki/authorities/local/root.crt'
    const authority = await docker('exec', proxy.Id, 'cat', root)
    client = new Client(`https://localhost:${httpsPort}`, { authority })
    await client.signIn('ada', password)
    const me = await client.get('/api/users/me/')
    assignee = me.id

    const plain = await new Client(`http://localhost:${httpPort}`).page('/login')
    expect(plain.headers.location?.startsWith('https://localhost'), `http gave ${plain.status}`)
    const form = await client.page('/login')
    const cookies = form.headers['set-cookie'] ?? []
    expect(
      cookies.length > 0 && cookies.every((each) => /secure/i.test(each)),
      'cookies without Secure'
    )
  })
  await check('scale the app down; nothing else is touched', async () => {
    const others = async () =>
      (await system.services()).filter(({ service }) => service !== 'app').map(({ Id }) => Id)
    const before = await others()
    system.configure({ ...settings, APP_REPLICAS: 2 })
    await system.up()
    expect((await system.containers('app')).length === 2, 'there are not two')
    expect((await others()).join() === before.join(), 'others were replaced')
  })
  await check('rolling restart of the apps: no request fails', async () => {
    const apps = await system.containers('app')
    const load = await Load.during(client, assignee, async () => {
      for (const { Id } of apps) {
        await docker('restart', '--time', '20', Id)
        await system.healthy('app')
      }
    })
    expect(load.failures.length === 0, load.failures.join('\n'))
    return `${load.acknowledged.length} requests meanwhile`
  })

  await checkBackups(system, { client, password })
  await checkUpgrades(system, { client, assignee, settings, image })
}

async function refusals(system, settings) {
  const said = []
  for (const name of ['DOMAIN', 'TLS', 'APP_KEY', 'POSTGRES_PASSWORD']) {
    system.configure({ ...settings, [name]: '' })
    const words = await system.compose('up', '-d').then(
      () => '',
      ({ output }) => output
    )
    const clear = new RegExp(`${name} is empty in \\.env\\.[^\\n"}]*`).exec(words)
    expect(clear, `without ${name} it says: ${words}`)
    said.push(clear[0])
  }
  return said
}

async function checkBackups(system, { client, password }) {
  let kept, lost, file, copy

  await check('a backup', async () => {
    kept = await client.post('/api/tasks/', { title: 'Kept: “quotes”, \\N and 🍐' })
    const backup = JSON.parse(await system.exec('scheduler', 'node', 'ace', 'backup', '--json'))
    lost = await client.post('/api/tasks/', { title: 'Made after the backup' })
    file = backup.path
    copy = await system.exec('scheduler', 'base64', '-w0', file)
    return `${file}: ${Math.round((copy.length * 0.75) / 1000)} kB`
  })
  await check('restore over existing data', async () => {
    await system.compose('stop', ...OURS)
    await restore(system, file, '--replace')
    await system.up()
    await assertRestored(client, { kept, lost, password })
  })
  await check('restore into an empty installation', async () => {
    await system.remove()
    await system.compose('up', '-d', 'prepare')
    await system.compose(
      'run',
      '--rm',
      '-T',
      'scheduler',
      'sh',
      '-c',
      `echo ${copy} | base64 -d > ${file}`
    )
    await restore(system, file)
    await system.up()
    const [proxy] = await system.containers('proxy')
    const root = '/data/caddy/pki/authorities/local/root.crt'
    client.authority = await docker('exec', proxy.Id, 'cat', root)
    await assertRestored(client, { kept, lost, password })
  })
}

function restore(system, file, ...flags) {
  return system.compose('run', '--rm', '-T', 'scheduler', 'node', 'ace', 'restore', file, ...flags)
}

async function assertRestored(client, { kept, lost, password }) {
  const before = await client.get(`/api/tasks/${kept.id}/`).catch(() => null)
  expect(!before, 'a token from before the restore still works')
  await client.signIn('ada', password)
  const task = await client.get(`/api/tasks/${kept.id}/`)
  expect(task.title === kept.title, `its title is ${task.title}`)
  const { count } = await client.get(`/api/tasks/?search=${encodeURIComponent(lost.title)}`)
  expect(count === 0, 'data created after the backup is still there')
}
