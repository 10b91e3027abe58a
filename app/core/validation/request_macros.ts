import { HttpRequest } from '@adonisjs/core/http'
import type { VineValidator } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { validate } from '#core/validation/validate'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { nodeOf } from '#core/validation/stray_fields'
import { formInput } from '#core/validation/form_input'
import { invalidQuery, queryInput } from '#core/validation/query_input'

interface Options {
  /** Data for the rules, such as `{ timezone: user.timezone }`. */
  meta?: Record<string, unknown>
}

interface QueryOptions extends Options {
  /** Defaults for missing parameters. */
  defaults?: Record<string, string>
}

HttpRequest.macro('validateBody', function (this: HttpRequest, validator, options: Options = {}) {
  const text = this.bodyType === 'urlencoded'
  const body = text ? formInput(nodeOf(validator), this.body()) : this.body()
  return validate(validator, body, { ...options.meta, text })
})

HttpRequest.macro(
  'validateQuery',
  function (this: HttpRequest, validator, options: QueryOptions = {}) {
    const input = { ...options.defaults, ...queryInput(nodeOf(validator), this) }
    return validate(validator, input, { ...options.meta, text: true }).catch(nameParameters)
  }
)

/** An item's fault is reported for the parameter. */
function nameParameters(error: unknown): never {
  if (!(error instanceof ValidationFailed)) throw error
  const faults = error.faults.map(({ field: path, code, message }) => {
    const [field] = path.split('.')
    return { field, code, message: message.replace(path, field) }
  })
  throw invalidQuery(faults)
}

declare module '@adonisjs/core/http' {
  export interface HttpRequest {
    /**
     * Validates a JSON body or form.
     * @throws ValidationFailed (422 `validation_failed`) with all faults
     */
    validateBody<Validator extends VineValidator<any, any>>(
      validator: Validator,
      options?: Options
    ): Promise<Infer<Validator>>

    /**
     * Validates the query string.
     * @throws ValidationFailed (400 `invalid_query`) with all faults
     */
    validateQuery<Validator extends VineValidator<any, any>>(
      validator: Validator,
      options?: QueryOptions
    ): Promise<Infer<Validator>>
  }
}
