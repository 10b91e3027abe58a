import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { userActor } from '#accounts/users/actor'
import User from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import { Invite } from '#teams/invitations/actions/invite'
import { baseUrlOf, findViolations, signedInPage, signIn } from '#tests/support/browser'
import { setRegistration } from '#tests/support/registration'
import { resetThrottles } from '#tests/support/throttles'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

test.group('Invitations', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())
  group.each.setup(() => setRegistration('invited'))

  test('a lead invites somebody, who registers and joins the team', async ({
    browser,
    browserContext,
    assert,
  }) => {
    const lead = await UserFactory.create()
    const team = await createTeam(lead)
    const page = await signedInPage(browserContext, lead)
    await page.getByRole('link', { name: 'Invitations' }).click()
    await page.getByLabel('Email').fill('grace@example.org')
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await page.assertTextContains('.flash', 'Invited grace@example.org')
    await page.assertTextContains('.delivery', 'grace@example.org')

    const { url } = await new Invite().handle(userActor(lead), {
      email: 'grace@example.org',
      team: team.id,
    })
    const baseURL = await baseUrlOf(browserContext)
    const guest = await (await browser.newContext({ baseURL })).newPage()
    await guest.goto(new URL(url).pathname + new URL(url).search)
    await guest.getByLabel('Username').fill('grace')
    await guest.getByLabel('Password').fill('a quiet evening')
    await guest.getByRole('button', { name: 'Create account' }).click()
    await guest.waitForURL('**/tasks')
    const grace = await User.findByOrFail('username', 'grace')
    assert.equal(await Team.roleOf(grace, team.id), 'member')
    await guest.context().close()

    await page.reload()
    await page.assertNotExists('.delivery')
  })

  test('a user with an account signs in and joins', async ({ browserContext, assert }) => {
    const lead = await UserFactory.create()
    const team = await createTeam(lead)
    const known = await UserFactory.create()
    const { url } = await new Invite().handle(userActor(lead), {
      email: known.email,
      team: team.id,
    })
    const page = await browserContext.newPage()
    await page.goto(new URL(url).pathname + new URL(url).search)
    await page.getByLabel('Username or email').fill(known.username)
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Join team' }).click()
    await page.waitForURL(`**/tasks?team=${team.id}`)
    assert.equal(await Team.roleOf(known, team.id), 'member')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`pages are accessible at 320 pixels in the ${colorScheme}`, async ({
      browser,
      browserContext,
      assert,
    }) => {
      const admin = await UserFactory.apply('admin').merge({ emailVerifiedAt: null }).create()
      const team = await createTeam(admin)
      const invited = { email: `${'long'.repeat(12)}@example.org`, team: team.id }
      const { url } = await new Invite().handle(userActor(admin), invited)
      const link = new URL(url).pathname + new URL(url).search
      const baseURL = await baseUrlOf(browserContext)
      const viewport = { width: 320, height: 900 }
      const context = await browser.newContext({ baseURL, colorScheme, viewport })
      const page = await context.newPage()
      const look = async (path: string) => {
        await page.goto(path)
        assert.deepEqual(await findViolations(page), [], path)
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth
        )
        assert.isAtMost(overflow, 0, path)
      }

      await look('/login')
      await look('/register')
      await look(link)
      await signIn(page, admin)
      for (const path of ['/invitations', link, '/profile']) await look(path)
      await context.close()
    })
  }
})
