import { defineSections } from '#api/contract/schemas'

defineSections({
  contract: {
    title: 'API reference',
    description: 'This reference, as OpenAPI and as a web page.',
  },
})
