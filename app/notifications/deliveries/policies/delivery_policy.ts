import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'

/** Who may see everybody's mails and have them sent again. */
export default class DeliveryPolicy extends BasePolicy {
  manage(user: User) {
    return user.isAdmin
  }
}
