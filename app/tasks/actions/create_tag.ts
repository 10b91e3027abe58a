import type User from '#accounts/models/user'
import Tag from '#tasks/models/tag'

/** Makes a tag before any task has it. */
export class CreateTag {
  async handle(actor: User, input: { name: string }): Promise<Tag> {
    return Tag.create({ name: input.name, createdById: actor.id })
  }
}
