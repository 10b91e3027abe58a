import { defineSchemas, defineSections, object } from '#api/contract/schemas'

defineSections({
  health: {
    position: 901,
    title: 'Health',
    description: 'For load balancers and monitoring.',
  },
})

const STATUS = { type: 'string', enum: ['ok', 'unavailable'] }
const CHECK = object(
  { status: STATUS },
  { message: { type: 'string', description: 'Why the check failed.' } }
)

defineSchemas({
  Liveness: object({ status: { type: 'string', enum: ['ok'] } }),
  Readiness: object({
    status: STATUS,
    checks: object({ database: CHECK, redis: CHECK, migrations: CHECK }),
  }),
})
