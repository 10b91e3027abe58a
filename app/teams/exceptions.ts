import { DomainException } from '#core/exceptions/domain_exception'

/** Who has the token reads the mail of the address, and may know that it has an account. */
export class AccountExists extends DomainException {
  static status = 409
  static code = 'account_exists'
  static message =
    'An account with this email address already exists. Sign in to accept the invitation.'
}

/** Says the same for one that never was, was used, was withdrawn, has expired, or isn't for this user. */
export class InvalidInvitation extends DomainException {
  static status = 403
  static code = 'invalid_invitation'
  static message =
    'This invitation is no longer valid: it was accepted, withdrawn or has expired. Ask for a new one.'
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

/** A team without a lead who can act could be managed by nobody but an admin. */
export class LastLead extends DomainException {
  static status = 409
  static code = 'last_lead'
  static message =
    'This is the last active lead of the team. Make another active user a lead first.'
}

/** A team goes only when its tasks are gone, or they would be lost to its members. */
export class TeamHasTasks extends DomainException {
  static status = 409
  static code = 'team_has_tasks'
  static message = 'The team still has tasks. Move them to another team or delete them first.'
}
