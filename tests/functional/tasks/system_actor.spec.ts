import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { systemActor, userActor } from '#accounts/users/actor'
import type User from '#accounts/users/models/user'
import type Task from '#tasks/tasks/models/task'
import Tag from '#tasks/tags/models/tag'
import Notification from '#notifications/notifications/models/notification'
import OutboxEvent from '#events/models/outbox_event'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { EditComment } from '#tasks/comments/actions/edit_comment'
import { CreateTask } from '#tasks/tasks/actions/create_task'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { RenameTag } from '#tasks/tags/actions/rename_tag'
import { DeleteTag } from '#tasks/tags/actions/delete_tag'
import { AddTeamMember } from '#teams/members/actions/add_team_member'
import { ChangeTeamMember } from '#teams/members/actions/change_team_member'
import { RemoveTeamMember } from '#teams/members/actions/remove_team_member'
import TeamMember from '#teams/members/models/team_member'
import { sentenceOf } from '#notifications/notifications/sentences'
import { as, bodyOf } from '#tests/support/as_user'
import { processEvents } from '#tests/support/process_events'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

const RULE = systemActor('escalation rule')

test.group('System actor', (group) => {
  let ada: User
  let ben: User
  let task: Task

  group.each.setup(async () => {
    const rollback = await testUtils.db().wrapInGlobalTransaction()
    ada = await UserFactory.merge({ username: 'ada' }).create()
    ben = await UserFactory.merge({ username: 'ben' }).create()
    task = await new CreateTask().handle(userActor(ada), { title: 'Bake bread' })
    return rollback
  })

  const update = (input: object) => new UpdateTask().handle(RULE, task, input)

  test('changes a task, with its source in the history', async ({ client, assert }) => {
    await update({ priority: 'urgent', assignedTo: [ben.id], tags: ['hot'] })

    const { results } = await bodyOf(as(client, ada).get(`/api/tasks/${task.id}/history/`))
    const [created, ...changes] = results
    assert.deepEqual([created.user.id, created.source], [ada.id, null])
    assert.sameMembers(
      changes.map(({ field }: { field: string }) => field),
      ['priority', 'assigned_to', 'tags']
    )
    for (const { user, source } of changes) {
      assert.deepEqual([user, source], [null, 'escalation rule'])
    }
    const assignment = await db.from('task_assignments').where('task_id', task.id).firstOrFail()
    assert.deepEqual([assignment.user_id, assignment.assigned_by_id], [ben.id, null])
  })

  test('is the actor of its events', async ({ assert }) => {
    await update({ status: 'done' })
    const events = await OutboxEvent.query().whereNull('actorId').orderBy('id')
    assert.deepEqual(
      events.map(({ name, source }) => [name, source]),
      [
        ['task.updated', 'escalation rule'],
        ['task.status_changed', 'escalation rule'],
        ['task.completed', 'escalation rule'],
      ]
    )
    const ours = await OutboxEvent.query().where('actorId', ada.id)
    assert.isNotEmpty(ours)
    for (const { source } of ours) assert.isNull(source)
  })

  test('adds comments', async ({ client, assert }) => {
    const comment = await new AddComment().handle(RULE, task, { body: 'Overdue for a week' })
    await new EditComment().handle(RULE, comment, { body: 'Overdue for two weeks' })

    const path = `/api/tasks/${task.id}/comments/${comment.id}/`
    const answer = await bodyOf(as(client, ada).get(path))
    assert.containsSubset(answer, { user: null, source: 'escalation rule' })
    assert.equal(answer.body, 'Overdue for two weeks')

    const refused = await as(client, ada).patch(path, { body: 'Mine' })
    refused.assertStatus(403)
  })

  test('renames and deletes tags', async ({ client, assert }) => {
    await update({ tags: ['hot'] })
    const tag = await Tag.findByOrFail('name', 'hot')
    assert.isNull(tag.createdById)
    await new RenameTag().handle(RULE, tag, 'warm')
    await new DeleteTag().handle(RULE, tag)

    const { results } = await bodyOf(as(client, ada).get(`/api/tasks/${task.id}/history/`))
    assert.containsSubset(results.at(-1), {
      field: 'tags',
      old: [{ name: 'warm' }],
      new: [],
      user: null,
      source: 'escalation rule',
    })
  })

  test('deletes and restores tasks, and creates them for a user', async ({ client, assert }) => {
    await new DeleteTask().handle(RULE, task)
    await new RestoreTask().handle(RULE, task)
    const made = await new CreateTask().handle(RULE, { title: 'Again', createdById: ada.id })

    const answer = await bodyOf(as(client, ada).get(`/api/tasks/${made.id}/`))
    assert.equal(answer.created_by.id, ada.id)
    const { results } = await bodyOf(as(client, ada).get(`/api/tasks/${made.id}/history/`))
    assert.containsSubset(results[0], { action: 'created', user: null, source: 'escalation rule' })

    await assert.rejects(() => new CreateTask().handle(RULE, { title: 'Whose?' }), /createdById/)
  })

  test('every history entry has a user or a source', async ({ assert }) => {
    const { id } = await new AddComment().handle(RULE, task, { body: 'Soon' })
    await update({ title: 'Bake rolls', tags: ['hot'] })
    await new DeleteTag().handle(RULE, await Tag.findByOrFail('name', 'hot'))
    await new UpdateTask().handle(userActor(ada), task, { title: 'Bake buns' })

    const entries = await db.from('task_history').where('task_id', task.id)
    assert.isAbove(entries.length, 4)
    for (const { user_id: userId, source } of entries) {
      assert.notEqual(userId === null, source === null)
    }
    const comment = await db.from('comments').where('id', id).firstOrFail()
    assert.deepEqual([comment.user_id, comment.source], [null, 'escalation rule'])
  })

  test('changes team members, including the last lead', async ({ assert }) => {
    const team = await createTeam(ada)
    const member = await new AddTeamMember().handle(RULE, team, { userId: ben.id })
    await new ChangeTeamMember().handle(RULE, member, 'lead')
    const lead = await TeamMember.findByOrFail({ teamId: team.id, userId: ada.id })
    await new RemoveTeamMember().handle(RULE, lead)
    await new RemoveTeamMember().handle(RULE, member)

    assert.isEmpty(await TeamMember.query().where('teamId', team.id))
  })

  test('is called System in notifications, and notifies everybody', async ({ client, assert }) => {
    await update({ assignedTo: [ada.id, ben.id], status: 'in_review' })
    await new AddComment().handle(RULE, task, { body: 'Please look' })
    await processEvents()

    const told = await Notification.query().preload('actor').orderBy('id')
    const sentences = (user: User) =>
      told.filter(({ userId }) => userId === user.id).map((each) => sentenceOf(each))
    const expected = [
      'System assigned you',
      'System changed the status from To do to In review',
      'System commented',
    ]
    assert.sameMembers(sentences(ada), expected)
    assert.sameMembers(sentences(ben), expected)

    const { results } = await bodyOf(as(client, ben).get('/api/notifications/'))
    for (const { actor, text } of results) {
      assert.isNull(actor)
      assert.match(text, /^System /)
    }
  })

  test('is shown in the timeline', async ({ client, assert }) => {
    await update({ priority: 'urgent' })
    await new UpdateTask().handle(systemActor('import'), task, { title: 'Bake rolls' })
    await new AddComment().handle(RULE, task, { body: 'Please look' })

    const page = await client.get(`/tasks/${task.id}`).withGuard('web').loginAs(ada)
    page.assertStatus(200)
    const text = page.text()
    assert.equal(text.match(/<b dir="auto">System · escalation rule<\/b>/g)?.length, 2)
    assert.equal(text.match(/<b dir="auto">System · import<\/b>/g)?.length, 1)
    assert.include(text, 'aria-label="Comment by System · escalation rule"')
  })
})
