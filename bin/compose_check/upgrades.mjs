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

  await check('a migration that fails leaves the version before serving, untouched', async () => {
    const before = await system.containers('app')
    const version = await build(system, `${image}-broken`, {
      '9001_first': GOOD,
      '9002_second': BROKEN,
    })
    system.configure({ ...settings, IMAGE: version })
    const load = await during(async () => {
      const failed = await system.compose('up', '-d').then(
        () => false,
        () => true
      )
      expect(failed, 'the upgrade was taken for a success')
    })
    expect(load.failures.length === 0, load.failures.join('\n'))

    const after = await system.containers('app')
    const ids = (containers) =>
      containers
        .map(({ Id }) => Id)
        .sort()
        .join()
    expect(
      ids(before.slice(0, after.length)) &&
        after.every(({ Id }) => before.some((each) => each.Id === Id)),
      'apps were replaced'
    )
    expect(!(await tableExists(system)), 'the first of its migrations is still there')
    const said = await system.compose('logs', '--no-color', 'prepare')
    expect(said.includes('division by zero'), said)
    return said
      .split('\n')
      .filter((line) => /9002_second|division|Nothing|serv/i.test(line))
      .map((line) => line.replace(/^[^|]*\| /, ''))
  })
  await check(
    'a migration that is well: the new version serves, and no request fails',
    async () => {
      system.configure({
        ...settings,
        IMAGE: await build(system, `${image}-next`, { '9001_first': GOOD }),
      })
      const load = await during(() => system.up())
      expect(load.failures.length === 0, load.failures.join('\n'))
      expect(await tableExists(system), 'it was not migrated')
      return `${load.acknowledged.length} requests meanwhile`
    }
  )
  await check('back to the version before, on the database of the new one', async () => {
    system.configure(settings)
    const load = await during(() => system.up())
    expect(load.failures.length === 0, load.failures.join('\n'))
    await client.get('/api/tasks/')
  })
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
