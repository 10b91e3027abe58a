import type User from '#accounts/users/models/user'
import type { WebProcess } from '#tests/support/web_process'
import { PASSWORD } from '#database/factories/user_factory'

/** A browser session that keeps its first cookies. */
export class PageSession {
  #cookies = ''

  private constructor(private web: WebProcess) {}

  static async open(web: WebProcess, user: User): Promise<PageSession> {
    const session = new PageSession(web)
    session.#keepCookies(await session.get('/login'))
    session.#keepCookies(
      await session.submit('/login', { username: user.username, password: PASSWORD }, '/login')
    )
    return session
  }

  async isSignedIn(): Promise<boolean> {
    const { status } = await this.get('/profile')
    return status === 200
  }

  /** Keeps the cookies, as somebody who copied them could. */
  async signOut() {
    await this.submit('/logout', {}, '/profile')
  }

  get(path: string) {
    return this.web.fetch(path, { headers: { Cookie: this.#cookies }, redirect: 'manual' })
  }

  /** Submits with the CSRF token of that page. */
  async submit(action: string, fields: Record<string, string>, page: string) {
    const shown = await this.get(page)
    const html = await shown.text()
    const [, token] = /name=._csrf. value=.([^"']+)/.exec(html)!
    const response = await this.web.fetch(action, {
      method: 'POST',
      headers: { Cookie: this.#cookies },
      body: new URLSearchParams({ ...fields, _csrf: token }),
      redirect: 'manual',
    })
    if (response.status !== 302) throw new Error(`${action} answered ${response.status}`)
    return response
  }

  #keepCookies(response: Response) {
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    this.#cookies = cookies.join('; ')
  }
}
