import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Load } from './load.mjs'
import { check, expect } from './report.mjs'
import { docker } from './shell.mjs'

const TABLE = 'made_by_an_upgrade'
const GOOD = migration(`this.schema.createTable('${TABLE}', (table) => table.increments())`)
const BROKEN = migration(`this.schema.raw('select 1 / 0')`)

const FIRST = 'database/migrations/9001_first.js'
const SECOND = 'database/migrations/9002_second.js'

/**
 * New versions: one whose second migration fails, one that can't start, a healthy one, and a
 * rollback.
 */
export async function checkUpgrades(system, { client, assignee, settings, image }) {
  const during = (work) => Load.during(client, assignee, work)
  const choose = (version) => system.configure({ ...settings, IMAGE: version })

  async function refused(timeout) {
    const before = await idsOf(system, 'app')
    let said = ''
    const load = await during(async () => {
      said = await system.upgrade(timeout).then(
        () => '',
        ({ output }) => output
      )
    })
    expect(said, 'the upgrade reported success')
    expect(load.failures.length === 0, load.failures.join('\n'))
    expect((await idsOf(system, 'app')) === before, 'apps were replaced')
    return said
  }

  await check(
    'after a failed migration the previous version keeps serving, untouched',
    async () => {
      choose(await build(system, `${image}-broken`, { [FIRST]: GOOD, [SECOND]: BROKEN }))
      const said = await refused()
      expect(said.includes('division by zero'), said)
      expect(!(await tableExists(system)), 'the first of its migrations was not rolled back')
      return said.slice(said.indexOf('[ error ]')).split('\n').filter(Boolean)
    }
  )
  await check('when the new apps fail to start, the previous ones keep serving', async () => {
    choose(await build(system, `${image}-sick`, { 'bin/server.js': 'process.exit(1)' }))
    const said = await refused(15)
    return said.split('\n').filter((line) => line.startsWith('UPGRADE FAILED'))
  })
  await check('a working version is deployed without downtime', async () => {
    choose(await build(system, `${image}-next`, { [FIRST]: GOOD }))
    const load = await during(() => system.upgrade())
    expect(await tableExists(system), 'it was not migrated')
    return uninterrupted(load)
  })
  await check(
    'roll back to the previous version on the migrated database, with one app down',
    async () => {
      choose(image)
      const [app] = await system.containers('app')
      await docker('stop', app.Id)
      const load = await during(() => system.upgrade())
      await client.get('/api/tasks/')
      expect((await system.containers('app')).length === 2, 'there are not two apps')
      return uninterrupted(load)
    }
  )
}

/** The new containers were healthy before the old ones stopped: no request failed. */
function uninterrupted({ acknowledged, failures, longestGap }) {
  expect(failures.length === 0, failures.join('\n'))
  return `${acknowledged.length} requests were answered, none failed; the longest wait was ${longestGap.toFixed(1)} s`
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

/** The product with these files added. */
async function build(system, tag, files) {
  const folder = join(system.folder, 'next-version')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const copies = Object.keys(files).map((path) => `COPY ${path} ${path}`)
  const [base] = tag.split(/-(?:broken|sick|next)$/)
  writeFileSync(join(folder, 'Dockerfile'), [`FROM ${base}`, ...copies, ''].join('\n'))
  await docker('build', '--quiet', '--tag', tag, folder)
  return tag
}

async function tableExists(system) {
  const sql = `select to_regclass('${TABLE}') is not null`
  return (await system.exec('postgres', 'psql', '-U', 'tasks', '-tAc', sql)) === 't'
}
