import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { pages } from '#web/route_groups'

const { Profile } = controllers.accounts.users.pages
const { Passwords } = controllers.accounts.passwords.pages

pages(() => {
  router.get('profile', [Profile, 'edit']).as('profile')
  router.patch('profile', [Profile, 'update']).as('profile.update')
  router.put('profile/password', [Passwords, 'update']).as('profile.password')
})
