import Type from 'typebox'
import { defineEvent } from '#events/catalogue/event_type'

/** An event for tests, with any key. */
export const Happened = defineEvent({
  name: 'test.happened',
  version: 1,
  description: 'Something happened in a test.',
  payload: Type.Object({ key: Type.Union([Type.String(), Type.Integer()]) }),
  key: ({ key }) => key,
})
