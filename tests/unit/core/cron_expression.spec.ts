import { test } from '@japa/runner'
import { cronExpression } from '#core/settings/cron_expression'

test.group('Cron expressions in settings', () => {
  test('accepts {$self}')
    .with(['0 2 * * *', '*/15 * * * *', '0 3 * * 0', '0 0 29 2 *', '0 9-17 * * MON-FRI'])
    .run(({ assert }, cron) => assert.equal(cronExpression('WHEN', cron), cron))

  test('collapses repeated whitespace and refuses an empty expression', ({ assert }) => {
    assert.equal(cronExpression('WHEN', ' 0  2 * * * '), '0 2 * * *')
    assert.isUndefined(cronExpression('WHEN', ' '))
    assert.isUndefined(cronExpression('WHEN'))
  })

  test('refuses "{$self}" and names the setting')
    .with(['daily', '@daily', '0 2 * *', '0 0 2 * * *', '60 2 * * *', '0 0 30 2 *', '0 2 * * 9'])
    .run(({ assert }, cron) => {
      const words = `WHEN says when in five fields, such as 0 2 * * *. "${cron}": `
      assert.throws(() => cronExpression('WHEN', cron), new RegExp(words.replace(/[*]/g, '\\*')))
    })
})
