import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'

const { judge } = await import(app.makePath('bin/launcher/advisories.mjs'))

const report = (...severities: string[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      severities.map((severity, index) => [`p${index}`, { name: `p${index}`, severity }])
    ),
  })

test.group('Security advisories', () => {
  test('fails on high and critical ones only', ({ assert }) => {
    assert.deepEqual(judge(report()), {})
    assert.deepEqual(judge(report('low', 'moderate')), {})
    assert.deepEqual(judge(report('moderate', 'high', 'critical')), {
      problem: 'p1 (high), p2 (critical)',
    })
  })

  test('are skipped with a reason if npm has no report')
    .with([
      ['{"message":"request to https://npm.example/ failed"}', '', 'request to https'],
      ['{"error":{"summary":"no endpoint","code":"ENOAUDIT"}}', '', 'no endpoint'],
      ['', 'npm error audit endpoint returned an error\nmore', 'npm error audit'],
      ['', '', 'npm did not respond'],
      ['<html>', '', 'npm did not respond'],
    ])
    .run(({ assert }, [answer, errors, reason]) => {
      const { problem, skipped } = judge(answer, errors)
      assert.isUndefined(problem)
      assert.include(skipped, reason)
    })
})
