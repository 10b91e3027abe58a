import router from '@adonisjs/core/services/router'

export const { openRegistration } = router.named({
  openRegistration: () => import('#accounts/registration/middleware/open_registration_middleware'),
})
