import { DomainException } from '#core/exceptions/domain_exception'

export class TooBusy extends DomainException {
  static status = 503
  static code = 'too_busy'
  static message = 'The server is overloaded. Nothing was changed; try again in a few seconds.'
  static headers = { 'Retry-After': '10' }
}
