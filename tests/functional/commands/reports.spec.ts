import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime, Settings } from 'luxon'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import ace from '@adonisjs/core/services/ace'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Team from '#teams/teams/models/team'
import { csv } from '#operations/console/csv'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { assign, TaskFactory } from '#database/factories/task_factory'
import ReportTasks from '#commands/tasks/report_tasks'
import ReportTeam from '#commands/tasks/report_team'

const day = (date: string, time = '12:00') => DateTime.fromISO(`${date}T${time}Z`)

test.group('Reports', (group) => {
  let ada: User
  let team: Team

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    ace.ui.switchMode('raw')
    const now = day('2026-03-31').toMillis()
    Settings.now = () => now
    ada = await UserFactory.merge({ username: 'ada' }).create()
    team = await createTeam(ada)
    team.name = '=Bakers, "the best"'
    await team.save()
    return () => {
      Settings.now = () => Date.now()
      ace.ui.switchMode('normal')
    }
  })

  const made = (values: object) => TaskFactory.merge({ createdById: ada.id, ...values }).create()

  async function run(Command: typeof ReportTasks | typeof ReportTeam, args: string[]) {
    ace.ui.logger.flushLogs()
    const command = await ace.create(Command, args)
    await command.exec()
    return { command, printed: ace.ui.logger.getLogs().map(({ message }) => message) }
  }

  async function lines(Command: typeof ReportTasks | typeof ReportTeam, args: string[]) {
    const { printed } = await run(Command, [...args, '--format=json'])
    const report = JSON.parse(printed.join('\n'))
    return (by: string, name: string) =>
      report.lines.find((line: any) => line.by === by && line.name === name)
  }

  test('count created, completed, open and overdue tasks and the completion time', async ({
    assert,
  }) => {
    await made({ createdAt: day('2026-03-02'), status: 'done', completedAt: day('2026-03-04') })
    await made({ createdAt: day('2026-01-02'), status: 'done', completedAt: day('2026-03-03') })
    await made({ createdAt: day('2026-03-10'), dueDate: day('2026-03-11'), priority: 'high' })
    await made({ createdAt: day('2026-03-10'), deletedAt: day('2026-03-11') })
    await made({ createdAt: day('2026-03-10'), isArchived: true })

    const line = await lines(ReportTasks, ['--from=2026-03-01', '--to=2026-04-01'])

    const counted = { created: 3, completed: 2, open: 1, overdue: 1 }
    assert.containsSubset(line('all', 'all'), { ...counted, lead_time_hours: 744 })
    assert.containsSubset(line('status', 'done'), { created: 1, completed: 2, open: 0 })
    assert.containsSubset(line('status', 'blocked'), { created: 0, lead_time_hours: null })
    assert.containsSubset(line('priority', 'high'), { created: 1, open: 1, overdue: 1 })
    assert.containsSubset(line('week', '2026-03-02'), { created: 1, completed: 2 })
    assert.containsSubset(line('week', '2026-03-16'), { created: 0, completed: 0 })
  })

  test('use days of the time zone, also across daylight saving changes', async ({ assert }) => {
    await made({ createdAt: day('2026-03-27', '23:30') })
    await made({ createdAt: day('2026-03-29', '22:30') })

    const line = await lines(ReportTasks, [
      '--from=2026-03-28',
      '--to=2026-03-31',
      '--per=day',
      '--timezone=Europe/Berlin',
    ])
    assert.equal(line('all', 'all').created, 2)
    assert.equal(line('day', '2026-03-28').created, 1)
    assert.equal(line('day', '2026-03-29').created, 0)
    assert.equal(line('day', '2026-03-30').created, 1)
  })

  test(`of a team count by user, and only that team's tasks`, async ({ assert }) => {
    const ben = await UserFactory.merge({ username: 'ben' }).create()
    const shared = await made({ teamId: team.id, createdAt: day('2026-03-02') })
    await assign(shared, ada)
    await assign(shared, ben)
    await made({ teamId: team.id, createdAt: day('2026-03-02') })
    await made({ createdAt: day('2026-03-02') })

    const line = await lines(ReportTeam, [team.name.toUpperCase(), '--from=2026-03-01'])

    assert.equal(line('all', 'all').created, 2)
    assert.equal(line('assignee', 'ada').open, 1)
    assert.equal(line('assignee', 'ben').open, 1)
    assert.equal(line('assignee', '(unassigned)').open, 1)
    assert.deepEqual(
      await lines(ReportTeam, [`${team.id}`]).then((by) => by('all', 'all')?.created),
      2
    )
  })

  test('are written in the format of the file name', async ({ assert, cleanup }) => {
    const file = join(tmpdir(), `${randomUUID()}.csv`)
    cleanup(() => rm(file, { force: true }))
    const { command } = await run(ReportTasks, [`--output=${file}`])

    command.assertSucceeded()
    const [head, all] = (await readFile(file, 'utf8')).split('\r\n')
    assert.equal(head, 'by,name,created,completed,open,overdue,lead_time_hours')
    assert.equal(all, 'all,all,0,0,0,0,')
  })

  for (const [wrong, words] of [
    ['--from=yesterday', /--from must be a date such as 2026-03-31, not "yesterday"/],
    ['--from=2026-04-01', /--from must be before --to/],
    ['--timezone=Mars/Phobos', /--timezone must be an IANA time zone/],
    ['--per=century', /--per must be one of/],
    ['--format=xml', /--format must be one of/],
    ['--output=report.txt', /--output requires --format/],
  ] as const) {
    test(`refuses ${wrong}`, async ({ assert }) => {
      const { command, printed } = await run(ReportTasks, [wrong])
      command.assertFailed()
      assert.match(printed.join('\n'), words)
    })
  }

  test('refuses an unknown team', async ({ assert }) => {
    const { command, printed } = await run(ReportTeam, ['Nobody at all'])
    command.assertFailed()
    assert.match(printed.join('\n'), /No team "Nobody at all"/)
  })
})

test.group('CSV', () => {
  test('escapes spreadsheet formulas', ({ assert }) => {
    const [, line] = csv([{ a: '=1+1', b: '+1', c: '-1', d: '@SUM(A1)', e: -1 }]).split('\r\n')
    assert.equal(line, `'=1+1,'+1,'-1,'@SUM(A1),-1`)
  })

  test('round-trips any text', ({ assert }) => {
    const value = fc.stringMatching(/^[a-z ",\r\n]{0,20}$/).filter((each) => !/^[\r]/.test(each))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
        const record = Object.fromEntries(values.map((each, index) => [`k${index}`, each]))
        const text = csv([record])
        assert.deepEqual(parsed(text.slice(text.indexOf('\r\n') + 2)), values)
      })
    )
  })
})

/** Parses a line strictly by RFC 4180. */
function parsed(line: string): string[] {
  const cells = line.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|\r\n$)/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain)
}
