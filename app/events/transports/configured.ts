import { PostgresTransport } from '#events/transports/postgres_transport'
import type { Transport } from '#events/transports/transport'

/** Kafka will be chosen here where it is configured. */
export const configuredTransport = (): Transport => new PostgresTransport()
