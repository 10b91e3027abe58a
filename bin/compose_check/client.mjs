import http from 'node:http'
import https from 'node:https'

const TIMEOUT_MS = 60_000

/** A client of one system's API and pages. */
export class Client {
  #access = ''

  /**
   * @param {string} url
   * @param {{ authority?: string }} [options] the CA certificate to trust, as PEM
   */
  constructor(url, { authority } = {}) {
    this.url = url
    this.authority = authority
  }

  async signIn(username, password) {
    const { status, body } = await this.send('POST', '/api/auth/login/', {
      json: { username, password },
    })
    if (status !== 200) throw new Error(`${username} can't sign in: ${status} ${body}`)
    this.#access = JSON.parse(body).access
  }

  /** Signs in with a wrong password; returns the status. */
  async guess(username) {
    const json = { username, password: 'not the password' }
    const { status } = await this.send('POST', '/api/auth/login/', { json })
    return status
  }

  get(path) {
    return this.#call('GET', path)
  }

  post(path, json, headers) {
    return this.#call('POST', path, json, headers)
  }

  /** Requests a page with cookies only, like a browser. */
  async page(path, cookies = '') {
    return this.send('GET', path, { headers: { Cookie: cookies, Accept: 'text/html' } })
  }

  /** Signs in with the form; returns the session's cookies. */
  async signInByPage(username, password) {
    const form = await this.page('/login')
    const [, token] = /name=._csrf. value=.([^"']+)/.exec(form.body)
    const answer = await this.send('POST', '/login', {
      headers: {
        'Cookie': cookiesOf(form),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      text: new URLSearchParams({ username, password, _csrf: token }).toString(),
    })
    if (answer.status !== 302) throw new Error(`The form answered ${answer.status}`)
    return cookiesOf(answer)
  }

  /**
   * One request on its own connection.
   *
   * @returns {Promise<{ status: number, headers: object, body: string }>}
   */
  send(method, path, { headers = {}, json, text = json && JSON.stringify(json) } = {}) {
    return new Promise((resolve, reject) => {
      const request = this.open(method, path, {
        ...(json && { 'Content-Type': 'application/json' }),
        ...headers,
      })
      request.on('error', reject)
      request.on('response', (response) => read(response).then(resolve, reject))
      request.end(text)
    })
  }

  /** A request whose body is still to be written. */
  open(method, path, headers) {
    const { request } = this.url.startsWith('https:') ? https : http
    return request(new URL(path, this.url), {
      method,
      headers,
      agent: false,
      ca: this.authority,
      timeout: TIMEOUT_MS,
    }).on('timeout', function () {
      this.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`))
    })
  }

  async #call(method, path, json, headers) {
    const { status, body } = await this.send(method, path, {
      headers: { Authorization: `Bearer ${this.#access}`, ...headers },
      json,
    })
    if (status >= 400)
      throw new Error(`${method} ${path} answered ${status}: ${body.slice(0, 300)}`)
    return JSON.parse(body)
  }
}

async function read(response) {
  let body = ''
  response.setEncoding('utf8')
  for await (const chunk of response) body += chunk
  return { status: response.statusCode, headers: response.headers, body }
}

const cookiesOf = ({ headers }) =>
  (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
