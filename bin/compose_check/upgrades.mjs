import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Load } from './load.mjs'
import { check, expect } from './report.mjs'
import { docker } from './shell.mjs'

const TABLE = 'made_by_an_upgrade'
const GOOD = migration(`this.schema.createTable('${TABLE}', (table) => table.increments())`)
const BROKEN = migration(`this.schema.raw('select 1 / 0')`)

/** New versions: one whose second migration fails, one that is well, and the way back. */
export async function checkUpgrades(system, { client, assignee, settings, image }) {
  const during = (work) => Load.during(client, assignee, work)
  const choose = (version) => system.configure({ ...settings, IMAGE: version })

  await check('a migration that fails leaves the version before serving, untouched', async () => {
    const migrations = { '9001_first': GOOD, '9002_second': BROKEN }
    choose(await build(system, `${image}-broken`, migrations))
    const before = await idsOf(system, 'app')
    let said
    const load = await during(async () => {
      said = await system.upgrade().then(
        () => '',
        ({ output }) => output
      )
    })
    expect(said.includes('division by zero'), said || 'the upgrade was taken for a success')
    expect(load.failures.length === 0, load.failures.join('\n'))
    expect((await idsOf(system, 'app')) === before, 'apps were replaced')
    expect(!(await tableExists(system)), 'the first of its migrations is still there')
    return said.slice(said.indexOf('[ error ]')).split('\n').filter(Boolean)
  })
  await check('a migration that is well: the new version serves', async () => {
    choose(await build(system, `${image}-next`, { '9001_first': GOOD }))
    const load = await during(() => system.upgrade())
    expect(await tableExists(system), 'it was not migrated')
    return interruption(load)
  })
  await check('back to the version before, on the database of the new one', async () => {
    choose(image)
    const load = await during(() => system.upgrade())
    await client.get('/api/tasks/')
    return interruption(load)
  })
}

/** Compose replaces all apps at once: requests wait, or are told to come back, and nothing else. */
function interruption({ acknowledged, failures, longestGap }) {
  const others = failures.filter((failure) => !failure.includes('answered 503'))
  expect(others.length === 0, others.join('\n'))
  const counts = `${acknowledged.length} requests were answered, ${failures.length} told to come back`
  return `${counts}; for ${longestGap.toFixed(1)} s there was no answer`
}

async function idsOf(system, service) {
  const containers = await system.containers(service)
  return containers
    .map(({ Id }) => Id)
    .sort()
    .join()
}

function migration(up) {
  return `import { BaseSchema } from '@adonisjs/lucid/schema'
export default class extends BaseSchema {
  async up() { ${up} }
}
`
}

/** The product as it is, and with these migrations. */
async function build(system, tag, migrations) {
  const folder = join(system.folder, 'next-version')
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(migrations)) {
    writeFileSync(join(folder, `${name}.js`), text)
  }
  const copies = Object.keys(migrations).map((name) => `COPY ${name}.js database/migrations/`)
  const [base] = tag.split(/-(?:broken|next)$/)
  writeFileSync(join(folder, 'Dockerfile'), [`FROM ${base}`, ...copies, ''].join('\n'))
  await docker('build', '--quiet', '--tag', tag, folder)
  return tag
}

async function tableExists(system) {
  const sql = `select to_regclass('${TABLE}') is not null`
  return (await system.exec('postgres', 'psql', '-U', 'tasks', '-tAc', sql)) === 't'
}
