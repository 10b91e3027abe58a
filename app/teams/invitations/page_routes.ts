import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { openPages, pages } from '#web/route_groups'

const { Acceptances, Invitations } = controllers.teams.invitations.pages

pages(() => {
  router.get('invitations', [Invitations, 'index']).as('invitations.index')
  router.post('invitations', [Invitations, 'store']).as('invitations.store')
  router.delete('invitations/:id', [Invitations, 'destroy']).as('invitations.destroy')

  router.get('invitations/join', [Acceptances, 'edit']).as('invitations.join')
  router.post('invitations/join', [Acceptances, 'update']).as('invitations.join.store')
})

openPages(() => {
  router.get('invitations/accept', [Acceptances, 'create']).as('invitations.accept')
  router.post('invitations/accept', [Acceptances, 'store']).as('invitations.accept.store')
})
