import db from '@adonisjs/lucid/services/db'

/** The SQL statements that are sent to PostgreSQL while `work` runs, `begin` and `commit` included. */
export async function statementsOf(work: () => PromiseLike<unknown>): Promise<string[]> {
  const client = db.connection().getWriteClient()
  const statements: string[] = []
  const record = ({ sql }: { sql: string }) => statements.push(sql)

  client.on('query', record)
  await work()
  client.removeListener('query', record)
  return statements
}
