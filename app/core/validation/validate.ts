import type { ValidationError, VineValidator } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { messages } from '#core/validation/messages'
import { sanitized, unstorable } from '#core/validation/text'
import { nodeOf, unknownFields } from '#core/validation/unknown_fields'
import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

const MAX_FAULTS = 100

/** @throws ValidationFailed with all faults, including unknown fields */
export async function validate<Validator extends VineValidator<any, any>>(
  validator: Validator,
  input: Record<string, unknown>,
  meta: Record<string, unknown> = {}
): Promise<Infer<Validator>> {
  const textFaults = unstorable(input).take(MAX_FAULTS).toArray()
  const [error, output] = await validator.tryValidate(
    textFaults.length > 0 ? sanitized(input) : input,
    { meta, messagesProvider: messages }
  )
  const faults = firstOfEachField([
    ...textFaults,
    ...faultsOf(error),
    ...unknownFields(nodeOf(validator), input).take(MAX_FAULTS),
  ])
  if (faults.length > 0) throw new ValidationFailed(faults.slice(0, MAX_FAULTS))
  return output as Infer<Validator>
}

function faultsOf(error: ValidationError | null): Fault[] {
  return (error?.messages ?? []).map(({ field, rule, message }: Record<string, string>) => ({
    field,
    code: snakeCase(rule),
    message,
  }))
}

function firstOfEachField(faults: Fault[]): Fault[] {
  const first = new Map<string, Fault>()
  for (const fault of faults) if (!first.has(fault.field)) first.set(fault.field, fault)
  return [...first.values()]
}

/** Vine's names are `maxLength` and `array.maxLength`. */
function snakeCase(rule: string): string {
  return rule.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
