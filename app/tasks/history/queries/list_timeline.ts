import db from '@adonisjs/lucid/services/db'

export interface Moment {
  kind: 'comment' | 'entry'
  id: number
  at: string
}

/** Both parts are read from the end of an index. */
export async function listTimeline(
  taskId: number,
  { before, limit }: { before?: Moment; limit: number }
): Promise<Moment[]> {
  const { rows } = await db.rawQuery(
    `(${part('comment', 'comments', 'and deleted_at is null')})
     union all
     (${part('entry', 'task_history')})
     order by at desc, kind desc, id desc limit :limit`,
    { taskId, limit, ...bounds(before) }
  )
  return rows.map(({ at, ...moment }: any) => ({ ...moment, at: at.toISOString() }))
}

const part = (kind: Moment['kind'], table: string, condition = '') =>
  `select '${kind}' as kind, id, created_at as at from ${table}
   where task_id = :taskId ${condition}
     and (created_at, id) < (:at::timestamptz, :${kind}::bigint)
   order by created_at desc, id desc limit :limit`

/** At the same instant entries are newer than comments. */
function bounds(before?: Moment) {
  if (!before) return { at: 'infinity', comment: 0, entry: 0 }
  const { at, kind, id } = before
  return kind === 'comment' ? { at, comment: id, entry: 0 } : { at, comment: ALL, entry: id }
}

const ALL = Number.MAX_SAFE_INTEGER

export function momentIn(text: unknown): Moment | undefined {
  const [, at, kind, id] = /^(\d{1,15})-(comment|entry)-(\d{1,15})$/.exec(String(text)) ?? []
  if (!kind || Number(at) > LAST_INSTANT) return undefined
  return { at: new Date(Number(at)).toISOString(), kind: kind as Moment['kind'], id: Number(id) }
}

/** The end of the year 9999. */
const LAST_INSTANT = 253_402_300_799_999

export const addressOf = ({ at, kind, id }: Moment) => `${Date.parse(at)}-${kind}-${id}`
