import { defineSchemas, defineSections, object, ref } from '#api/contract/schemas'

defineSchemas({
  SignedIn: object({
    access: {
      type: 'string',
      description: 'The access token, a JWT. Send it as `Authorization: Bearer …`.',
      examples: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.Ux5…'],
    },
    refresh: {
      type: 'string',
      description: 'The refresh token. Valid for one use.',
      examples: ['p2Wf5kq…'],
    },
    user: ref('User'),
  }),
})

defineSections({
  auth: {
    position: 101,
    title: 'Authentication',
    description:
      'Signing in returns a short-lived access token and a refresh token to renew it. Signing out, changing the password and disabling the account revoke access immediately. Programs use long-lived tokens, created by an operator, in the same header.',
  },
})
