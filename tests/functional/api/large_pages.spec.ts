import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { as } from '#tests/support/as_user'
import { userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import type { ApiClient } from '@japa/api-client'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { CreateTaskTemplate } from '#tasks/templates/actions/create_task_template'
import { UserFactory } from '#database/factories/user_factory'

/** The longest possible description: 200 KB. */
const LONG = '😀'.repeat(50_000)
const HOW_MANY = 12

const MAX_BYTES = 2 * 1024 * 1024

test.group('Large pages', (group) => {
  let user: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    user = await UserFactory.create()
  })

  test('tasks are cut into pages by size, and none is skipped', async ({ client, assert }) => {
    const ids: number[] = []
    for (let index = 0; index < HOW_MANY; index++) {
      const input = { title: `Word ${index}`, description: LONG }
      ids.push((await new CreateTask().handle(userActor(user), input)).id)
    }

    assert.deepEqual(await walk(client, user, '/api/tasks/?ordering=created_at'), ids)
    assert.sameMembers(await walk(client, user, '/api/tasks/?search=word'), ids)

    const page = await client.get('/tasks?page_size=100').loginAs(user)
    for (const id of ids) assert.include(page.text(), `href="/tasks/${id}`)
  })

  test('histories, comments and templates are cut by size too', async ({ client, assert }) => {
    const task = await new CreateTask().handle(userActor(user), { title: 'Long' })
    for (let index = 0; index < HOW_MANY; index++) {
      await new UpdateTask().handle(userActor(user), task, {
        description: `${index}${LONG.slice(4)}`,
      })
      await new AddComment().handle(userActor(user), task, {
        body: `${index}${LONG.slice(0, 39_000)}`,
      })
      const template = { name: `Template ${index}`, title: 'Long', description: LONG }
      await new CreateTaskTemplate().handle(userActor(user), template)
    }

    const history = await walk(client, user, `/api/tasks/${task.id}/history/?`)
    const comments = await walk(client, user, `/api/tasks/${task.id}/comments/?`, { isLong: false })
    const templates = await walk(client, user, '/api/task-templates/?')

    assert.lengthOf(new Set(history), HOW_MANY + 1)
    assert.lengthOf(new Set(comments), HOW_MANY)
    assert.lengthOf(new Set(templates), HOW_MANY)
  })
})

/** The ids of all results, following `next` and then back by `previous`. */
async function walk(client: ApiClient, user: User, list: string, { isLong = true } = {}) {
  const forth = await follow(client, user, `${list}&page_size=100`, 'next')
  const back = await follow(client, user, forth.last, 'previous')
  const flat = (pages: number[][]) => pages.flat()

  if (isLong && forth.pages.length < 2) throw new Error('expected more than one page')
  if (`${flat(back.pages.toReversed())}` !== `${flat(forth.pages)}`) {
    throw new Error(
      `next gave ${JSON.stringify(forth.pages)}, previous ${JSON.stringify(back.pages)}`
    )
  }
  return flat(forth.pages)
}

async function follow(
  client: ApiClient,
  user: User,
  address: string,
  direction: 'next' | 'previous'
) {
  const pages: number[][] = []
  for (let last = address; ;) {
    const answer = await as(client, user).get(last)
    answer.assertStatus(200)
    const size = Buffer.byteLength(answer.text())
    if (size > MAX_BYTES) throw new Error(`${last} has ${size} bytes`)

    pages.push(answer.body().results.map(({ id }: { id: number }) => id))
    const next = answer.body()[direction]
    if (next === null) return { pages, last }
    const { pathname, search } = new URL(next)
    last = pathname + search
  }
}
