import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { signedInPage } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'
import { TaskFactory } from '#database/factories/task_factory'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { UpdateTask } from '#tasks/tasks/actions/update_task'
import { userActor } from '#accounts/users/actor'

const ATTACK = `"'><img src=x onerror=attacked()><script>attacked()</script>{{ 7*7 }}`
const MARKDOWN = `${ATTACK}

[link](javascript:attacked()) ![picture](https://evil.example/p.png "t) <a href=javascript:attacked()>x</a>
[data](data:text/html,<script>attacked()</script>) <javascript:attacked()>

<iframe srcdoc="<script>parent.attacked()</script>"></iframe>`

test.group('XSS', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('is escaped wherever users can enter text', async ({ browserContext, assert }) => {
    const user = await UserFactory.merge({ firstName: ATTACK, lastName: ATTACK }).create()
    const team = await createTeam(user)
    await team.merge({ name: ATTACK }).save()
    const parent = await TaskFactory.merge({ createdById: user.id, title: ATTACK }).create()
    const task = await TaskFactory.merge({
      createdById: user.id,
      title: ATTACK,
      description: MARKDOWN,
      teamId: team.id,
      parentTaskId: parent.id,
    }).create()
    await new UpdateTask().handle(userActor(user), task, { title: `${ATTACK}!`, tags: ['<b>"\'&'] })
    await new AddComment().handle(userActor(user), task, { body: MARKDOWN })

    const attacks: string[] = []
    const page = await signedInPage(browserContext, user)
    await page.exposeFunction('attacked', () => attacks.push(page.url()))
    const paths = [
      '/tasks',
      `/tasks?search=${encodeURIComponent(ATTACK)}`,
      `/tasks?tags=${encodeURIComponent(ATTACK.slice(0, 40))}&team=${team.id}`,
      `/tasks?${encodeURIComponent(ATTACK)}=1`,
      `/tasks/${parent.id}`,
      `/tasks/${task.id}`,
      `/tasks/${task.id}/edit`,
      `/tasks/new?parent_task=${task.id}`,
      '/profile',
    ]
    for (const path of paths) {
      await page.goto(path)
      assert.include(await page.content(), '&lt;img src=x', path)
      const strange =
        'img, iframe, script:not([src]), [onerror], [href^="javascript:"], [href^="data:"]'
      assert.equal(await page.locator(strange).count(), 0, path)
    }

    await page.goto(`/tasks/${task.id}`)
    await page.assertTextContains('h1', `${ATTACK}!`)
    await page.assertTextContains('.comment', '<script>attacked()</script>')
    await page.getByLabel('More actions').click()
    await page.getByRole('button', { name: 'Archive' }).click()
    await page.assertTextContains('.flash', ATTACK)
    assert.isEmpty(attacks)
  })
})
