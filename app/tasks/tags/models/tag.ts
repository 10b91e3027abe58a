import { DateTime } from 'luxon'
import { TagSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#accounts/users/models/user'
import { ValidationFailed } from '#core/exceptions/validation_failed'

/** By the index on names, which are the same whatever their case. */
const NAMED = 'lower(tags.name) = any (array(select lower(unnest(?::text[]))))'

/** A word that many tasks share, one for everybody, unique without regard to case. */
export default class Tag extends TagSchema {
  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  /** Those that words of a query string mean: a name in any case, and digits an id as well. */
  static meantBy = scope((query, words: readonly string[]) => {
    query.where((either) =>
      either
        .whereIn('tags.id', words.filter((word) => /^[1-9]\d{0,15}$/.test(word)).map(Number))
        .orWhereRaw(NAMED, [[...words]])
    )
  })

  /**
   * The tags that these ids and names mean, by id, each once; a name that nobody used yet becomes
   * a tag in the spelling that comes first. They can't be renamed or deleted before `trx` ends.
   *
   * Call it before locking a task: who renames or deletes a tag locks the tag first and then its
   * tasks.
   *
   * @throws ValidationFailed on `tags` for ids that no tag has
   */
  static async findOrCreateMany(
    references: readonly (number | string)[],
    actor: User,
    trx: TransactionClientContract
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

  /** The tag with this id, for `trx` alone: until it ends no task gets the tag. */
  static lock(id: number, trx: TransactionClientContract): Promise<Tag> {
    return this.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
  }

  /**
   * Gives the tasks with this tag, deleted ones too, a new version: they look different from now
   * on. Their rows are locked in the order of the ids, so that two who do so don't wait for each
   * other. The tag must have been locked.
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

  /**
   * Two who make the same tag at once end up with one. The order keeps two who make the same
   * several from waiting for each other.
   */
  private static async createMissing(names: string[], actor: User, trx: TransactionClientContract) {
    const now = DateTime.utc().toSQL()
    await trx.rawQuery(
      `insert into tags (name, created_by_id, created_at, updated_at)
       select distinct on (lower(name)) name, ?::bigint, ?::timestamptz, ?::timestamptz
       from unnest(?::text[]) with ordinality as wanted (name, position)
       where not exists (select from tags where lower(tags.name) = lower(wanted.name))
       order by lower(name), position
       on conflict do nothing`,
      [actor.id, now, now, names]
    )
  }
}
