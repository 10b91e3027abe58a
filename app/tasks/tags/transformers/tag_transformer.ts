import { BaseTransformer } from '@adonisjs/core/transformers'
import type Tag from '#tasks/tags/models/tag'

export default class TagTransformer extends BaseTransformer<Tag> {
  toObject() {
    const { id, name, createdBy, createdAt, updatedAt } = this.resource
    return {
      id,
      name,
      created_by: createdBy ? this.pick(createdBy, ['id', 'username']) : null,
      created_at: createdAt.toISO(),
      updated_at: updatedAt.toISO(),
    }
  }
}
