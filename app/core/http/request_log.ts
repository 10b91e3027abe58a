import emitter from '@adonisjs/core/services/emitter'

/** One line for each request. The query string stays out: it may hold what is nobody's business. */
emitter.on('http:request_completed', ({ ctx, duration: [seconds, nanoseconds] }) => {
  const { request, response, auth } = ctx
  // Somebody asks every few seconds whether the process is well.
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
