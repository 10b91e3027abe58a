import { BaseTransformer } from '@adonisjs/core/transformers'
import type Invitation from '#teams/invitations/models/invitation'

/** The token is only in the mail. */
export default class InvitationTransformer extends BaseTransformer<Invitation> {
  toObject() {
    const { id, email, role, team, teamRole, createdBy, expiresAt, createdAt } = this.resource
    return {
      id,
      email,
      role,
      team: team ? this.pick(team, ['id', 'name']) : null,
      team_role: team ? teamRole : null,
      created_by: createdBy ? this.pick(createdBy, ['id', 'username']) : null,
      expires_at: expiresAt.toISO(),
      created_at: createdAt.toISO(),
    }
  }
}
