import { BaseTransformer } from '@adonisjs/core/transformers'
import type TeamMember from '#teams/members/models/team_member'

export default class TeamMemberTransformer extends BaseTransformer<TeamMember> {
  toObject() {
    const { userId, user, role, createdAt } = this.resource
    return {
      user_id: userId,
      user: {
        id: user.id,
        username: user.username,
        first_name: user.firstName,
        last_name: user.lastName,
      },
      role,
      created_at: createdAt.toISO(),
    }
  }
}
