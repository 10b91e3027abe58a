import { defineSections } from '#core/contract/schemas'

defineSections({
  contract: {
    title: 'This contract',
    description: 'What the API takes and answers, for programs and for people.',
  },
  health: {
    title: 'Health',
    description: 'For load balancers and whoever else watches over the system.',
  },
})
