import emitter from '@adonisjs/core/services/emitter'

/** Without the query string, which may contain personal data. */
emitter.on('http:request_completed', ({ ctx, duration: [seconds, nanoseconds] }) => {
  const { request, response, auth } = ctx
  // Health checks come every few seconds.
  const level =
    request.url().startsWith('/health/') && response.getStatus() < 400 ? 'debug' : 'info'
  ctx.logger[level](
    {
      method: request.method(),
      path: request.url(),
      status: response.response.statusCode,
      ms: Math.round(seconds * 1e3 + nanoseconds / 1e6),
      user_id: auth?.user?.id,
    },
    'request'
  )
})
