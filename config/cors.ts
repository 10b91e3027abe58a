import { defineConfig } from '@adonisjs/cors'

/** Any site may call the API with a token; cookies are never accepted cross-site. */
const corsConfig = defineConfig({
  enabled: (ctx) => ctx.request.url().startsWith('/api/'),
  origin: '*',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: true,
  exposeHeaders: ['ETag', 'Retry-After', 'X-Request-Id'],
  credentials: false,
  maxAge: 600,
})

export default corsConfig
