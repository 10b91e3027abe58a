import { appUrl } from '#config/app'
import { defineConfig } from '@adonisjs/shield'

const shieldConfig = defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: [`'self'`],
      scriptSrc: [`'self'`],
      styleSrc: [`'self'`, '@nonce'],
      imgSrc: [`'self'`, 'data:'],
      formAction: [`'self'`],
      frameAncestors: [`'none'`],
      baseUri: [`'self'`],
      objectSrc: [`'none'`],
      upgradeInsecureRequests: appUrl.startsWith('https://') ? [] : null,
    },
    reportOnly: false,
  },

  /** The API accepts bearer tokens only, so there is no CSRF to guard against. */
  csrf: {
    enabled: true,
    exceptRoutes: ({ request }) => request.url().startsWith('/api/'),
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },

  xFrame: { enabled: true, action: 'DENY' },
  hsts: { enabled: appUrl.startsWith('https://'), maxAge: '180 days', includeSubDomains: true },
  contentTypeSniffing: { enabled: true },
})

export default shieldConfig
