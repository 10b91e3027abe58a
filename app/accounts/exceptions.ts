import { DomainException } from '#core/exceptions/domain_exception'

export class InvalidConfirmationLink extends DomainException {
  static status = 400
  static code = 'invalid_link'
  static message =
    'This link has expired or is for a previous email address. You can request a new one in your profile.'
}

export class InvitationRequired extends DomainException {
  static status = 403
  static code = 'invitation_required'
  static message =
    'Registration requires an invitation. Ask an admin or your team lead to invite you, then use the link in the email.'
}

export class RegistrationClosed extends DomainException {
  static status = 403
  static code = 'registration_closed'
  static message = 'Registration is closed. Ask an admin for an account.'
}

export class AccountDisabled extends DomainException {
  static status = 409
  static code = 'account_disabled'
  static message = 'This account is disabled'
}

/** The same for a wrong password, a missing and a disabled account. */
export class InvalidCredentials extends DomainException {
  static status = 401
  static code = 'invalid_credentials'
  static message = 'Incorrect username or password'
  static headers = { 'WWW-Authenticate': 'Bearer' }
}

export class InvalidRefreshToken extends DomainException {
  static status = 401
  static code = 'invalid_refresh_token'
  static message = 'The refresh token is invalid, used, expired or revoked. Sign in again.'
  static headers = { 'WWW-Authenticate': 'Bearer' }
}

export class LastAdmin extends DomainException {
  static status = 409
  static code = 'last_admin'
  static message = 'This is the last active admin. Make another user an admin first.'
}
