import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { TaskFactory } from '#database/factories/task_factory'
import { UserFactory } from '#database/factories/user_factory'
import { userActor } from '#accounts/users/actor'

/** In bytes, uncompressed. */
const MOST_PER_ROW = 2900

test.group('Size of a list page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test(`is at most ${MOST_PER_ROW} bytes per row, without duplicated markup`, async ({
    client,
    assert,
  }) => {
    const user = await UserFactory.apply('admin').create()
    const people = await UserFactory.merge({ firstName: 'Mara', lastName: 'Okafor' }).createMany(3)
    for (let index = 0; index < 50; index++) {
      const task = await TaskFactory.merge({
        createdById: user.id,
        title: `Pass the compliment on to the workshop, part ${index}`,
        dueDate: DateTime.utc().minus({ days: 40 }),
      }).create()
      const changes = {
        tags: ['planning', 'website', 'launch'],
        assignedTo: people.map(({ id }) => id),
      }
      await new UpdateTask().handle(userActor(user), task, changes)
    }

    const read = async (query: string) => (await client.get(`/tasks?${query}`).loginAs(user)).text()
    const [full, half] = [await read('page_size=50'), await read('page_size=25')]
    const perRow = (Buffer.byteLength(full) - Buffer.byteLength(half)) / 25
    assert.isAbove(perRow, 500)
    assert.isBelow(perRow, MOST_PER_ROW)

    assert.lengthOf(full.match(/id="row-menu"/g)!, 1)
    assert.lengthOf(full.match(/aria-label="Status of /g)!, 50)
  })
})
