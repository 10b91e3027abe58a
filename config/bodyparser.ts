import { defineConfig } from '@adonisjs/core/bodyparser'

const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],

  form: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '1mb',
    types: ['application/x-www-form-urlencoded'],
  },

  /** JSON is read as bytes, and made sense of by ReadJsonMiddleware, which is stricter. */
  json: { types: [] },
  raw: {
    encoding: 'latin1',
    limit: '1mb',
    types: ['application/json', 'application/merge-patch+json'],
  },

  /** No route takes files yet. */
  multipart: {
    autoProcess: false,
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '1mb',
    types: ['multipart/form-data'],
  },
})

export default bodyParserConfig
