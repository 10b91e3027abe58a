import { BaseTransformer } from '@adonisjs/core/transformers'
import type Team from '#teams/teams/models/team'

export default class TeamTransformer extends BaseTransformer<Team> {
  toObject() {
    const { id, name, description, createdBy, memberCount, myRole } = this.resource
    return {
      id,
      name,
      description,
      created_by: this.pick(createdBy, ['id', 'username']),
      member_count: memberCount,
      my_role: myRole,
      created_at: this.resource.createdAt.toISO(),
      updated_at: this.resource.updatedAt.toISO(),
    }
  }
}
