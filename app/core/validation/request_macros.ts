import { HttpRequest } from '@adonisjs/core/http'
import type { VineValidator } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { validate } from '#core/validation/validate'
import { ValidationFailed } from '#core/exceptions/validation_failed'
import { nodeOf } from '#core/validation/unknown_fields'
import { formInput } from '#core/validation/form_input'
import { invalidQuery, queryInput } from '#core/validation/query_input'

interface Options {
  meta?: Record<string, unknown>
}

interface QueryOptions extends Options {
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

function nameParameters(error: unknown): never {
  if (!(error instanceof ValidationFailed)) throw error
  const faults = error.faults.map(({ field: path, code, message }) => {
    const [field] = path.split('.')
    const named = message.replace(path, field)
    const isUnknown = code === 'unknown_field'
    return { field, code, message: isUnknown ? `${field} is not a known parameter` : named }
  })
  throw invalidQuery(faults)
}

declare module '@adonisjs/core/http' {
  export interface HttpRequest {
    /** @throws ValidationFailed (422) with all faults */
    validateBody<Validator extends VineValidator<any, any>>(
      validator: Validator,
      options?: Options
    ): Promise<Infer<Validator>>

    /** @throws ValidationFailed (400) with all faults */
    validateQuery<Validator extends VineValidator<any, any>>(
      validator: Validator,
      options?: QueryOptions
    ): Promise<Infer<Validator>>
  }
}
