import { DateTime } from 'luxon'
import { createHash, createHmac, hkdfSync, randomUUID } from 'node:crypto'
import { InvitationSchema } from '#database/schema'
import { belongsTo, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import env from '#start/env'
import { appUrl } from '#config/app'
import { notDeleted } from '#core/models/mixins/soft_deletes'
import type { Actor } from '#accounts/users/actor'
import User, { type Role } from '#accounts/users/models/user'
import Team from '#teams/teams/models/team'
import { type TeamRole } from '#teams/members/models/team_member'

const SECRET = env.get('APP_KEY').release()
const KEY = Buffer.from(hkdfSync('sha256', SECRET, '', 'invitations', 32))
const LIFETIME = { days: 7 }

/** The token derives from the salt and the application's key: the database alone reveals none. */
export default class Invitation extends InvitationSchema {
  declare role: Role
  declare teamRole: TeamRole

  @belongsTo(() => Team, notDeleted)
  declare team: BelongsTo<typeof Team>

  /** Null for operators. */
  @belongsTo(() => User, { foreignKey: 'createdById' })
  declare createdBy: BelongsTo<typeof User>

  static pending = scope((query) => {
    query
      .whereNull('invitations.accepted_at')
      .where('invitations.expires_at', '>', DateTime.utc().toISO()!)
  })

  /** Those to teams that the user leads, and their own; all for admins. */
  static visibleTo = scope((query, actor: Actor) => {
    if (actor.kind === 'system' || actor.user.isAdmin) return
    const { user } = actor
    query.where((either) =>
      either
        .whereIn('invitations.team_id', Team.idsOf(user, ['lead']))
        .orWhere((own) =>
          own
            .where('invitations.created_by_id', user.id)
            .where((place) =>
              place
                .whereNull('invitations.team_id')
                .orWhereIn('invitations.team_id', Team.idsOf(user))
            )
        )
    )
  })

  static hashOf(token: string): string {
    return createHash('sha256').update(token).digest('hex')
  }

  /** Valid for a week. */
  issueToken(): this {
    this.salt = randomUUID()
    this.hash = Invitation.hashOf(this.token)
    this.expiresAt = DateTime.utc().plus(LIFETIME)
    return this
  }

  get token(): string {
    return createHmac('sha256', KEY).update(this.salt).digest('base64url')
  }

  get url(): string {
    return `${appUrl}/invitations/accept?token=${this.token}`
  }

  isFor(user: User): boolean {
    return this.email.toLowerCase() === user.email.toLowerCase()
  }
}
