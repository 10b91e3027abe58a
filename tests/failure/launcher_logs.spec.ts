import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const { openLog } = await import(app.makePath('bin/launcher/log_file.mjs'))

test.group('Launcher log', (group) => {
  let folder: string

  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-'))
    return () => rm(folder, { recursive: true })
  })

  const path = () => join(folder, 'log/app.log')
  const read = (suffix = '') => readFile(path() + suffix, 'utf8')

  test('keeps one previous file', async ({ assert }) => {
    for (const run of ['first', 'second', 'third']) {
      const log = openLog(path())
      log.write(run)
      log.end()
    }

    assert.equal(await read(), 'third\n')
    assert.equal(await read('.1'), 'second\n')
    assert.sameMembers(await readdir(join(folder, 'log')), ['app.log', 'app.log.1'])
  })

  test('stays within twice its limit and keeps the newest lines', async ({ assert }) => {
    const log = openLog(path(), 100)
    for (let line = 100; line < 1000; line++) log.write(`line ${line} – ünïcode`)
    log.end()

    const kept = Buffer.from((await read('.1')) + (await read()))
    assert.isAtMost(kept.length, 200)
    assert.match(kept.toString(), /line 998 – ünïcode\nline 999 – ünïcode\n$/)
  })

  test("does not stop a process if it can't be written", async ({ assert }) => {
    await writeFile(join(folder, 'log'), 'in the way')
    const log = openLog(path())

    assert.doesNotThrow(() => (log.write('unheard'), log.end()))
  })
})
