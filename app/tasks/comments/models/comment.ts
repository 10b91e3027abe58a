import { DateTime } from 'luxon'
import { CommentSchema } from '#database/schema'
import { compose } from '@adonisjs/core/helpers'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { actorId, type Actor } from '#accounts/users/actor'
import User from '#accounts/users/models/user'
import type { Written } from '#tasks/comments/models/rendering'
import { SoftDeletes } from '#core/models/mixins/soft_deletes'

export default class Comment extends compose(CommentSchema, SoftDeletes) {
  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  get isDeletedByAnother(): boolean {
    return this.deletedById !== null && this.deletedById !== this.userId
  }

  get written(): Written {
    return { taskId: this.taskId, commentId: this.id, text: this.body }
  }

  deleteBy(actor: Actor) {
    return this.#writeDeletion(DateTime.utc(), actorId(actor))
  }

  restore() {
    return this.#writeDeletion(null, null)
  }

  /** `save` would change `updatedAt`, which marks a comment as edited. */
  async #writeDeletion(deletedAt: DateTime | null, deletedById: number | null) {
    const comments = Comment.queryWithDeleted({ client: this.$trx })
    await comments.where('id', this.id).update({ deletedAt, deletedById })
    return Object.assign(this, { deletedAt, deletedById })
  }
}
