import { DomainException } from '#core/exceptions/domain_exception'

/** A team goes only when its tasks are gone, or they would be lost to its members. */
export class TeamHasTasks extends DomainException {
  static status = 409
  static code = 'team_has_tasks'
  static message = 'The team still has tasks. Move them to another team or delete them first.'
}
