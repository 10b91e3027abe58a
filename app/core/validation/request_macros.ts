import { HttpRequest } from '@adonisjs/core/http'
import type { VineValidator } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { validate } from '#core/validation/validate'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { nodeOf } from '#core/validation/stray_fields'
import { formInput } from '#core/validation/form_input'
import { invalidQuery, queryInput } from '#core/validation/query_input'

interface Options {
  /** What the rules may ask for, such as `{ timezone: user.timezone }`. */
  meta?: Record<string, unknown>
}

interface QueryOptions extends Options {
  /** What parameters stand for that the query string doesn't have. */
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

/** What is wrong with an item of a list is wrong with the parameter. */
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
     * The body as the validator makes it, whether it came as JSON or from an HTML form.
     * @throws ValidationFailed (422 `validation_failed`) with all faults at once.
     */
    validateBody<Validator extends VineValidator<any, any>>(
      validator: Validator,
      options?: Options
    ): Promise<Infer<Validator>>

    /**
     * The parameters of the query string as the validator makes them.
     * @throws ValidationFailed (400 `invalid_query`) with all faults at once.
     */
    validateQuery<Validator extends VineValidator<any, any>>(
      validator: Validator,
      options?: QueryOptions
    ): Promise<Infer<Validator>>
  }
}
