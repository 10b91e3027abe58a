import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import { as } from '#tests/support/as_user'
import { statementsOf } from '#tests/support/statements'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

interface Stage {
  client: ApiClient
  user: User
  other: User
  task: Task
  teamId: number
}

type Send = (stage: Stage) => ReturnType<ApiClient['get']>

const api = ({ client, user }: Stage) => as(client, user)
const path = ({ task }: Stage, below = '') => `/api/tasks/${task.id}/${below}`
const page = ({ client, user }: Stage, address: string) => client.get(address).loginAs(user)

/** SQL statements per request, including `begin` and `commit`. */
const STATEMENTS: [request: string, count: number, send: Send][] = [
  ['list tasks', 3, (stage) => api(stage).get('/api/tasks/')],
  ['show a task', 1, (stage) => api(stage).get(path(stage))],
  ['create a task', 6, (stage) => api(stage).post('/api/tasks/', { title: 'Mow the lawn' })],
  [
    'create a task with a team, a parent, tags and assignees',
    16,
    (stage) =>
      api(stage).post('/api/tasks/', {
        title: 'Mow the lawn',
        team: stage.teamId,
        parent_task: stage.task.id,
        tags: ['garden'],
        assigned_to: [stage.other.id],
      }),
  ],
  ['change one field', 9, (stage) => api(stage).patch(path(stage), { title: 'Mow the lawn' })],
  ['change nothing', 6, (stage) => api(stage).patch(path(stage), { title: stage.task.title })],
  ['change the status', 9, (stage) => api(stage).patch(path(stage), { status: 'done' })],
  [
    'change tags and assignees',
    15,
    (stage) => api(stage).patch(path(stage), { tags: ['a', 'b'], assigned_to: [stage.other.id] }),
  ],
  ['assign a task', 11, (stage) => api(stage).post(path(stage, 'assign/'), assignment(stage))],
  ['archive a task', 9, (stage) => api(stage).patch(path(stage), { is_archived: true })],
  ['delete a task', 7, (stage) => api(stage).delete(path(stage))],
  ['restore a task', 9, (stage) => api(stage).post(path(stage, 'restore/'))],
  ['add a comment', 7, (stage) => api(stage).post(path(stage, 'comments/'), { body: 'Done' })],
  ['list comments', 4, (stage) => api(stage).get(path(stage, 'comments/'))],
  ['list the history', 4, (stage) => api(stage).get(path(stage, 'history/'))],
  ['page of the list', 13, (stage) => page(stage, '/tasks')],
  ['page of a task', 22, (stage) => page(stage, `/tasks/${stage.task.id}`)],
]

const assignment = ({ other }: Stage) => ({ user_ids: [other.id] })

test.group('Number of SQL statements of a request', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  for (const [request, count, send] of STATEMENTS) {
    test(request, async ({ client, assert }) => {
      const user = await UserFactory.create()
      const other = await UserFactory.create()
      const team = await createTeam(user, [[other, 'member']])
      const task = await TaskFactory.merge({ createdById: user.id, teamId: team.id }).create()
      const stage = { client, user, other, task, teamId: team.id }
      if (request === 'restore a task') await task.delete()
      await api(stage).get('/api/users/me/')

      const statements = await statementsOf(async () => {
        const response = await send(stage)
        response.assert!.isBelow(response.status(), 300, response.text())
      })
      assert.lengthOf(statements, count, statements.join('\n'))
    })
  }
})
