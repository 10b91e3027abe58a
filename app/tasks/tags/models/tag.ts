import { DateTime } from 'luxon'
import { TagSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { Transaction } from '#core/database/transaction'
import User from '#accounts/users/models/user'
import { actorId, type Actor } from '#accounts/users/actor'
import { ValidationFailed } from '#core/exceptions/validation_failed'

/** Uses the case-insensitive index. */
const NAMED = 'lower(tags.name) = any (array(select lower(unnest(?::text[]))))'

/** Shared by everyone, unique regardless of case. */
export default class Tag extends TagSchema {
  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  /** By name, and digits by id as well. */
  static matching = scope((query, words: readonly string[]) => {
    query.where((either) =>
      either
        .whereIn('tags.id', words.filter((word) => /^[1-9]\d{0,15}$/.test(word)).map(Number))
        .orWhereRaw(NAMED, [[...words]])
    )
  })

  /**
   * Tags by ids and names, without duplicates; missing names are created. Locked against renaming
   * and deletion until `trx` ends. Call it before locking a task: tags are always locked first.
   * @throws ValidationFailed
   */
  static async findOrCreateMany(
    references: readonly (number | string)[],
    actor: Actor,
    trx: Transaction
  ): Promise<Tag[]> {
    if (references.length === 0) return []

    const ids = references.filter((reference) => typeof reference === 'number')
    const names = references.filter((reference) => typeof reference === 'string')
    if (names.length > 0) await this.createMissing(names, actor, trx)

    const tags = await this.query({ client: trx })
      .whereIn('id', ids)
      .orWhereRaw(NAMED, [names])
      .orderBy('id')
      .forShare()

    const missing = ids.find((id) => !tags.some((tag) => tag.id === id))
    if (missing !== undefined) {
      throw ValidationFailed.on('tags', 'not_found', `No tag with the id ${missing}.`)
    }
    return tags
  }

  /** Until `trx` ends no task gets the tag. */
  static lock(id: number, trx: Transaction): Promise<Tag> {
    return this.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
  }

  /**
   * Increments the version of the tag's tasks, deleted ones too. Avoids deadlock: rows are locked
   * in id order. The tag must be locked.
   */
  async renewTasks(): Promise<void> {
    const trx = this.$trx!
    const taskIds = trx.from('task_tags').select('task_id').where('tag_id', this.id)
    const tasks = () => trx.from('tasks').whereIn('id', taskIds.clone())

    const locked = tasks().select('id').orderBy('id')
    locked.knexQuery.forNoKeyUpdate()
    await trx.from(locked.as('locked')).count('*')
    await tasks().update({
      updated_at: DateTime.utc().toSQL(),
      version: trx.raw('version + 1'),
    })
  }

  /** Concurrent creation yields one tag; the order avoids deadlock. */
  private static async createMissing(names: string[], actor: Actor, trx: Transaction) {
    const now = DateTime.utc().toSQL()
    await trx.rawQuery(
      `insert into tags (name, created_by_id, created_at, updated_at)
       select distinct on (lower(name)) name, nullif(?::bigint, 0), ?::timestamptz, ?::timestamptz
       from unnest(?::text[]) with ordinality as wanted (name, position)
       where not exists (select from tags where lower(tags.name) = lower(wanted.name))
       order by lower(name), position
       on conflict do nothing`,
      [actorId(actor) ?? 0, now, now, names]
    )
  }
}
