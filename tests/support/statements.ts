import db from '@adonisjs/lucid/services/db'

/** The SQL sent to PostgreSQL while `work` runs, including `begin` and `commit`. */
export async function statementsOf(work: () => PromiseLike<unknown>): Promise<string[]> {
  const client = db.connection().getWriteClient()
  const statements: string[] = []
  const record = ({ sql }: { sql: string }) => statements.push(sql)

  client.on('query', record)
  await work()
  client.removeListener('query', record)
  return statements
}
