import { defineSections } from '#api/contract/schemas'

defineSections({
  contract: {
    position: 902,
    title: 'API reference',
    description: 'This reference, as OpenAPI and as a web page.',
  },
})
