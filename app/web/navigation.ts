import type { HttpContext } from '@adonisjs/core/http'

type User = NonNullable<HttpContext['auth']['user']>
type Provider = (user: User) => object | Promise<object>

const providers: Provider[] = []

export function provideNavigation(provider: Provider) {
  providers.push(provider)
}

/** Loaded lazily: once per page, not for redirects. */
export function shareNavigation({ view }: HttpContext, user: User) {
  let loaded: Promise<object> | undefined
  view.share({ navigation: () => (loaded ??= load(user)) })
}

async function load(user: User): Promise<object> {
  return Object.assign({}, ...(await Promise.all(providers.map((provide) => provide(user)))))
}
