import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Task from '#tasks/tasks/models/task'
import { signedInPage } from '#tests/support/browser'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Number fields', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('accept exactly the hours that the API accepts', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({
      createdById: user.id,
      estimatedHours: 0.1,
      actualHours: 1.33,
    }).create()
    const page = await signedInPage(browserContext, user)
    await page.goto(`/tasks/${task.id}/edit`)
    await page.getByLabel('Title').fill('Water the lawn')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.assertText('h1', 'Water the lawn')

    for (const hours of ['0.29', '0.57', '999999.99', '0', '1.01']) {
      await page.goto(`/tasks/${task.id}/edit`)
      await page.getByLabel('Estimated hours').fill(hours)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForURL(`**/tasks/${task.id}`)
      const { estimatedHours } = await Task.findOrFail(task.id)
      assert.equal(estimatedHours, Number(hours))
    }
    await page.goto(`/tasks/${task.id}/edit`)
    for (const [hours, isValid] of [
      ['1.333', false],
      ['-1', false],
      ['2', true],
    ] as const) {
      const field = page.getByLabel('Estimated hours')
      await field.fill(hours)
      assert.equal(await field.evaluate((input: any) => input.validity.valid), isValid, hours)
    }
    await page.goto('/profile')
    await page.getByLabel('Weekly capacity').fill('37.13')
    await page.locator('form', { hasText: 'Weekly capacity' }).getByRole('button').click()
    await page.assertTextContains('.flash', 'saved')
    await user.refresh()
    assert.equal(user.weeklyCapacityHours, 37.13)
  })
})
