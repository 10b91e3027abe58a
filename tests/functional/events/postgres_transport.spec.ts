import { randomUUID } from 'node:crypto'
import { PostgresTransport } from '#events/transports/postgres_transport'
import { transportContract } from '#tests/support/transport_contract'

transportContract('PostgreSQL', {
  connect: () => new PostgresTransport(),
  rejected: (event) => ({ ...event, id: randomUUID() }),
})
