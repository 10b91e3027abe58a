import { defineSections } from '#api/contract/schemas'

defineSections({
  contract: {
    title: 'This contract',
    description: 'What the API takes and answers, for programs and for people.',
  },
})
