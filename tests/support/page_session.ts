import type User from '#accounts/users/models/user'
import type { WebProcess } from '#tests/support/web_process'
import { PASSWORD } from '#database/factories/user_factory'

/** Somebody who signed in by the page, and keeps the cookies that they got then. */
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

  /** Whether these cookies still show the page of whoever is signed in. */
  async isOpen(): Promise<boolean> {
    const { status } = await this.get('/profile')
    return status === 200
  }

  /** Presses the button; the cookies are kept, as somebody may who copied them. */
  async signOut() {
    await this.submit('/logout', {}, '/profile')
  }

  get(path: string) {
    return this.web.fetch(path, { headers: { Cookie: this.#cookies }, redirect: 'manual' })
  }

  /** Sends a form as it stands on a page. */
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
