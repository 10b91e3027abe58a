import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#accounts/users/models/user'
import { baseUrlOf, signIn } from '#tests/support/browser'
import { resetThrottles } from '#tests/support/throttles'
import { TaskFactory } from '#database/factories/task_factory'
import { PASSWORD, UserFactory } from '#database/factories/user_factory'

test.group('Sign-in page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('leads to the tasks, and signing out back to it', async ({ browserContext }) => {
    const user = await UserFactory.merge({ firstName: 'Ada', lastName: 'Lovelace' }).create()
    const page = await browserContext.newPage()
    await page.goto('/')
    await page.assertPath('/login')

    await signIn(page, user)
    await page.assertTextContains('nav', 'Ada Lovelace')

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/login')
    await page.goto('/tasks')
    await page.assertPath('/login')
  })

  test('after signing out, the back button shows no tasks', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    await TaskFactory.merge({ createdById: user.id, title: 'Hush' }).create()
    const page = await browserContext.newPage()
    const signOut = () => page.getByRole('button', { name: 'Sign out' }).click()
    const open = async () => {
      await page.goto('/login')
      await signIn(page, user)
      await page.getByRole('link', { name: 'Hush' }).first().click()
      await page.waitForURL('**/tasks/*')
    }

    const elsewhere = async () => {
      const tab = await browserContext.newPage()
      await tab.goto('/profile')
      await tab.getByRole('button', { name: 'Sign out' }).click()
      await tab.waitForURL('**/login')
      await tab.close()
      await page.getByRole('navigation').getByRole('link').first().click()
    }
    for (const leave of [signOut, elsewhere]) {
      await open()
      await leave()
      await page.waitForURL('**/login')
      await page.getByRole('button', { name: 'Sign in' }).waitFor()

      for (const times of [1, 2]) {
        await page.goBack()
        await page.getByRole('button', { name: 'Sign in' }).waitFor()
        assert.notInclude(await page.content(), 'Hush', `after ${times}`)
      }
    }
  })

  test('redirects to the page that was requested', async ({ browserContext }) => {
    const user = await UserFactory.create()
    const task = await TaskFactory.merge({ createdById: user.id }).create()
    const page = await browserContext.newPage()
    await page.goto(`/tasks/${task.id}?history=all`)
    await page.assertPath('/login')

    await page.getByLabel('Username or email').fill(user.email.toUpperCase())
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.waitForURL(`**/tasks/${task.id}?history=all`)
  })

  test('keeps the username and explains a wrong password', async ({ browserContext }) => {
    const user = await UserFactory.create()
    const page = await browserContext.newPage()
    await page.goto('/login')
    await page.getByLabel('Username or email').fill(user.username)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.assertTextContains('[role=alert]', 'Incorrect username or password')
    await page.assertInputValue('[name=username]', user.username)
    await page.assertInputValue('[name=password]', '')
  })

  test('shows the retry time after too many attempts', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const page = await browserContext.newPage()
    await page.goto('/login')
    const form = {
      username: user.username,
      password: 'not the password',
      _csrf: await page.locator('[name=_csrf]').inputValue(),
    }
    for (let attempt = 0; attempt < 10; attempt++) await page.request.post('/login', { form })

    await page.getByLabel('Username or email').fill(user.username)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.assertTextContains('[role=alert]', 'Too many attempts. Try again in')
    assert.equal(new URL(page.url()).pathname, '/login')
  })

  test('gets a new session id on signing in', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const page = await browserContext.newPage()
    const sessionId = async () => {
      const cookies = await browserContext.cookies()
      return cookies.find(({ name }) => name === 'tasks_session')!.value
    }
    await page.goto('/login')
    const before = await sessionId()
    await signIn(page, user)

    assert.notEqual(await sessionId(), before)
  })

  test('refuses a form without a CSRF token', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const page = await browserContext.newPage()
    await signIn(page, user)
    const response = await page.request.post('/tasks', {
      form: { title: 'Forged' },
      headers: { referer: page.url() },
    })

    assert.include(await response.text(), 'The form had expired')
    await page.goto('/tasks')
    await page.assertElementsCount('.task', 0)
  })
})

test.group('Registration page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test("creates an account in the browser's time zone and signs it in", async ({
    browser,
    assert,
    browserContext,
  }) => {
    const baseURL = await baseUrlOf(browserContext)
    const context = await browser.newContext({ baseURL, timezoneId: 'Asia/Tokyo' })
    const page = await context.newPage()
    await page.goto('/register')
    await page.getByLabel('Username').fill('grace')
    await page.getByLabel('Email').fill('grace@example.org')
    await page.getByLabel('First name').fill('Grace')
    await page.getByLabel('Password').fill('a quiet evening')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL('**/tasks')

    await page.assertTextContains('.flash', 'Welcome, Grace.')
    const user = await User.findByOrFail('username', 'grace')
    assert.equal(user.timezone, 'Asia/Tokyo')
    assert.equal(user.role, 'member')
    await context.close()
  })

  test('shows faults beside their fields and keeps the input', async ({ browserContext }) => {
    const other = await UserFactory.create()
    const page = await browserContext.newPage()
    await page.goto('/register')
    await page.getByLabel('Username').fill(other.username.toUpperCase())
    await page.getByLabel('Email').fill('grace@example.org')
    await page.getByLabel('Password').fill('password')
    await page.getByRole('button', { name: 'Create account' }).click()

    await page.assertTextContains('#password-error', 'is too common')
    await page.assertInputValue('[name=email]', 'grace@example.org')
    await page.assertInputValue('[name=password]', '')

    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.assertText('#username-error', 'Username is already taken.')
  })
})

test.group('Profile page', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => resetThrottles())

  test('changes name, time zone and theme', async ({ browserContext, assert }) => {
    const user = await UserFactory.create()
    const page = await browserContext.newPage()
    await signIn(page, user)
    await page.goto('/profile')
    await page.getByLabel('First name').fill('Ada')
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
    await page.getByRole('button', { name: 'Save' }).click()

    await page.assertTextContains('.flash', 'Profile saved')
    await page.assertInputValue('[name=first_name]', 'Ada')
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.waitForSelector('html[data-theme=dark]')
    await user.refresh()
    assert.equal(user.timezone, 'Asia/Tokyo')
  })

  test('a new password ends all other sessions', async ({ browser, browserContext }) => {
    const user = await UserFactory.create()
    const page = await browserContext.newPage()
    await signIn(page, user)
    const elsewhere = await browser.newContext({ baseURL: await baseUrlOf(browserContext) })
    const other = await elsewhere.newPage()
    await signIn(other, user)

    await page.goto('/profile')
    await page.getByLabel('Current password').fill(PASSWORD)
    await page.getByLabel('New password').fill('a quiet evening')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.assertTextContains('.flash', 'Password changed')

    await other.goto('/tasks')
    await other.assertPath('/login')
    await signIn(other, user, 'a quiet evening')
    await elsewhere.close()
  })
})
