import { DomainException } from '#core/exceptions/domain_exception'

/** The holder of the token reads the address's mail, and may know. */
export class AccountExists extends DomainException {
  static status = 409
  static code = 'account_exists'
  static message =
    'An account with this email address already exists. Sign in to accept the invitation.'
}

/** The same for a missing, used, withdrawn, expired or foreign invitation. */
export class InvalidInvitation extends DomainException {
  static status = 403
  static code = 'invalid_invitation'
  static message =
    "This invitation isn't valid. It may have been used or withdrawn, or it has expired. Ask for a new one."
}

export class MayNotInvite extends DomainException {
  static status = 403
  static code = 'forbidden'
  static message =
    'You can only invite with a role up to your own and to teams that you lead. Only managers and admins can invite without a team.'
}

export class AlreadyMember extends DomainException {
  static status = 409
  static code = 'already_member'
  static message = 'The user is already a member of the team.'
}

export class LastLead extends DomainException {
  static status = 409
  static code = 'last_lead'
  static message =
    'This is the last active lead of the team. Make another active user a lead first.'
}

export class TeamHasTasks extends DomainException {
  static status = 409
  static code = 'team_has_tasks'
  static message = 'The team still has tasks. Move them to another team or delete them first.'
}
