import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'

export class CreateTag {
  async handle(actor: User, input: { name: string }): Promise<Tag> {
    return Tag.create({ name: input.name, createdById: actor.id })
  }
}
