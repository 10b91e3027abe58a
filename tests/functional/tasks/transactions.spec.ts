import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import { userActor, type UserActor } from '#accounts/users/actor'
import type Team from '#teams/teams/models/team'
import Tag from '#tasks/tags/models/tag'
import Task from '#tasks/tasks/models/task'
import Comment from '#tasks/comments/models/comment'
import type TaskTemplate from '#tasks/templates/models/task_template'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { EditComment } from '#tasks/comments/actions/edit_comment'
import { DeleteTag } from '#tasks/tags/actions/delete_tag'
import { RenameTag } from '#tasks/tags/actions/rename_tag'
import { CheckOverdueTasks } from '#tasks/tasks/actions/check_overdue_tasks'
import { CleanupArchivedTasks } from '#tasks/tasks/actions/cleanup_archived_tasks'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { CreateTaskTemplate } from '#tasks/templates/actions/create_task_template'
import { UpdateTaskTemplate } from '#tasks/templates/actions/update_task_template'
import { inSavepoint, inTransaction, type Transaction } from '#core/database/transaction'
import { waitForLock } from '#tests/support/wait_for_lock'
import { actionsOf, assertRollsBack } from '#tests/support/rolled_back'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'

interface World {
  actor: UserActor
  team: Team
  task: Task
  deleted: Task
  comment: Comment
  tag: Tag
  template: TaskTemplate
}

/** How to call each action in an outer transaction. */
const ATTEMPTS: Record<string, (records: World, trx: Transaction) => Promise<unknown>> = {
  AddComment: ({ actor, task }, trx) =>
    new AddComment().handle(actor, task, { body: '**Soon**, @ben' }, trx),
  EditComment: ({ actor, comment }, trx) =>
    new EditComment().handle(actor, comment, { body: 'Later' }, trx),
  DeleteTag: ({ actor, tag }, trx) => new DeleteTag().handle(actor, tag, trx),
  RenameTag: ({ actor, tag }, trx) => new RenameTag().handle(actor, tag, 'indoors', trx),
  CheckOverdueTasks: (_, trx) => new CheckOverdueTasks().handle(trx),
  CleanupArchivedTasks: (_, trx) => new CleanupArchivedTasks().handle(undefined, trx),
  CreateTask: ({ actor, team }, trx) =>
    new CreateTask().handle(
      actor,
      { title: 'Rake leaves', tags: ['autumn'], assignedTo: [actor.user.id], team: team.id },
      trx
    ),
  DeleteTask: ({ actor, task }, trx) => new DeleteTask().handle(actor, task, undefined, trx),
  RestoreTask: ({ actor, deleted }, trx) =>
    new RestoreTask().handle(actor, deleted, undefined, trx),
  UpdateTask: ({ actor, team, task }, trx) =>
    new UpdateTask().handle(
      actor,
      task,
      { title: 'Rake leaves', tags: ['autumn'], assignedTo: [], team: team.id, status: 'done' },
      undefined,
      trx
    ),
  CreateTaskTemplate: ({ actor, team }, trx) =>
    new CreateTaskTemplate().handle(actor, { name: 'Rake', title: 'Rake', team: team.id }, trx),
  UpdateTaskTemplate: ({ actor, template }, trx) =>
    new UpdateTaskTemplate().handle(actor, template, { title: 'Rake', team: null }, trx),
}

async function createRecords(): Promise<World> {
  const user = await UserFactory.create()
  const actor = userActor(user)
  const team = await createTeam(user)
  const old = await TaskFactory.merge({ createdById: user.id }).apply('archived').create()
  await Task.query()
    .where('id', old.id)
    .update({ archivedAt: DateTime.utc().minus({ days: 40 }) })
  const task = await new CreateTask().handle(actor, {
    title: 'Water the plants',
    tags: ['garden'],
    assignedTo: [user.id],
    dueDate: DateTime.utc().minus({ days: 1 }),
  })

  return {
    actor,
    team,
    task,
    deleted: await TaskFactory.merge({ createdById: user.id }).apply('deleted').create(),
    comment: await new AddComment().handle(actor, task, { body: 'Soon' }),
    tag: await Tag.findByOrFail({ name: 'garden' }),
    template: await new CreateTaskTemplate().handle(actor, {
      name: 'Water',
      title: 'Water the plants',
      team: team.id,
    }),
  }
}

test.group('Outer transaction', (group) => {
  group.each.setup(() => testUtils.db().truncate())

  test('that is rolled back leaves nothing of {$self}')
    .with(Object.keys(ATTEMPTS))
    .run(async ({ assert }, name) => {
      const records = await createRecords()
      await assertRollsBack(assert, (trx) => ATTEMPTS[name](records, trx))
    })

  test('is tested with every action', ({ assert }) => {
    assert.sameMembers(Object.keys(ATTEMPTS), actionsOf('tasks'))
  })

  test('may contain several actions, one of which fails alone', async ({ assert }) => {
    const { actor, task } = await createRecords()
    await inTransaction(undefined, async (outer) => {
      const rake = await new CreateTask().handle(actor, { title: 'Rake leaves' }, outer)
      await new AddComment().handle(actor, rake, { body: 'Soon' }, outer)
      const refused = inSavepoint(outer, async (trx) => {
        await new UpdateTask().handle(actor, task, { title: 'Lost' }, undefined, trx)
        await new UpdateTask().handle(actor, task, { team: 999_999 }, undefined, trx)
      })
      await assert.rejects(() => refused)
      await new UpdateTask().handle(actor, rake, { parentTask: task.id }, undefined, outer)
    })

    const rake = await Task.findByOrFail({ title: 'Rake leaves' })
    assert.equal(rake.parentTaskId, task.id)
    assert.isNotNull(await Comment.findBy({ taskId: rake.id }))
    assert.isNull(await Task.findBy({ title: 'Lost' }))
  })

  test('is retried after a deadlock', async ({ assert }) => {
    const { actor, task, tag } = await createRecords()
    let attempts = 0
    let update: Promise<Task>

    // Locks in the opposite order; PostgreSQL picks the victim, and either transaction is retried.
    await inTransaction(undefined, async (trx) => {
      await Task.lock(task.id, trx)
      if (++attempts === 1) {
        update = new UpdateTask().handle(actor, task, { title: 'Rake leaves', tags: ['garden'] })
        await waitForLock()
      }
      await Tag.lock(tag.id, trx)
    })
    await update!
    assert.equal((await Task.findOrFail(task.id)).title, 'Rake leaves')
  })
})
