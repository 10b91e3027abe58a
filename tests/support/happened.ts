import Type from 'typebox'
import { defineEvent } from '#events/catalogue/event_type'

/** An event of the tests, with whatever key they want. */
export const Happened = defineEvent({
  name: 'test.happened',
  version: 1,
  description: 'Something happened in a test.',
  payload: Type.Object({ key: Type.Union([Type.String(), Type.Integer()]) }),
  key: ({ key }) => key,
})
