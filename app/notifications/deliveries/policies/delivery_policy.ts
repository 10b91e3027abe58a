import { BasePolicy } from '@adonisjs/bouncer'
import type User from '#accounts/users/models/user'

export default class DeliveryPolicy extends BasePolicy {
  manage(user: User) {
    return user.isAdmin
  }
}
