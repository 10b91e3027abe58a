import { DomainException } from '#core/exceptions/domain_exception'

export class TooBusy extends DomainException {
  static status = 503
  static code = 'too_busy'
  static message =
    'There is more to do at the moment than we can keep up with. Nothing was changed; try again in a few seconds.'
  static headers = { 'Retry-After': '10' }
}
