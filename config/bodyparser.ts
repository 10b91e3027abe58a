import { defineConfig } from '@adonisjs/core/bodyparser'

/** Brackets and dots in the names of form fields have no special meaning. */
const flatFields = {
  depth: 0,
  allowDots: false,
  arrayLimit: 1_000,
  parameterLimit: 1_000,
  throwOnLimitExceeded: true,
}

const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],

  form: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    limit: '1mb',
    types: ['application/x-www-form-urlencoded'],
    queryString: flatFields,
  },

  /**
   * JSON is read as bytes and parsed by ReadBodyMiddleware, which is stricter and sets the limits.
   */
  json: { types: [] },
  raw: {
    encoding: 'latin1',
    limit: '1mb',
    types: ['application/json', 'application/merge-patch+json'],
  },

  multipart: {
    autoProcess: false,
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '1mb',
    types: ['multipart/form-data'],
  },
})

export default bodyParserConfig
