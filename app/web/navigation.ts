import type { HttpContext } from '@adonisjs/core/http'

type User = NonNullable<HttpContext['auth']['user']>
type Provider = (user: User) => object | Promise<object>

const providers: Provider[] = []

/** Adds what a domain shows in the navigation of every page. */
export function provideNavigation(provider: Provider) {
  providers.push(provider)
}

/** Lets the layout ask for it: once for a page, and never for a redirect. */
export function shareNavigation({ view }: HttpContext, user: User) {
  let loaded: Promise<object> | undefined
  view.share({ navigation: () => (loaded ??= load(user)) })
}

async function load(user: User): Promise<object> {
  return Object.assign({}, ...(await Promise.all(providers.map((provide) => provide(user)))))
}
