import type User from '#accounts/users/models/user'
import Tag from '#tasks/tags/models/tag'

/** Makes a tag before any task has it. */
export class CreateTag {
  async handle(actor: User, input: { name: string }): Promise<Tag> {
    return Tag.create({ name: input.name, createdById: actor.id })
  }
}
