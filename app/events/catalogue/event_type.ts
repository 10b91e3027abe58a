import { isDeepStrictEqual } from 'node:util'
import { Compile, type Validator } from 'typebox/compile'
import type { Static, TObject } from 'typebox'

export interface EventDefinition<Schema extends TObject> {
  /** `<noun>.<past tense>`: public and stable. */
  name: string

  /** Incremented for incompatible payloads. */
  version: number
  description: string
  payload: Schema

  /** Events with the same key are handled in order. */
  key(payload: any): string | number
}

/** A user's id, or the part of the system: "overdue check". */
export type Cause = number | string

interface Reading<Payload> {
  version: number
  payload: Payload
}

export class EventType<Payload = any> {
  #validator?: Validator
  #previous?: { type: EventType; upgrade: (payload: any) => Payload }

  constructor(private definition: EventDefinition<any>) {}

  get name(): string {
    return this.definition.name
  }

  get version(): number {
    return this.definition.version
  }

  get description(): string {
    return this.definition.description
  }

  get schema(): TObject {
    return this.definition.payload
  }

  get previous(): EventType | undefined {
    return this.#previous?.type
  }

  by(cause: Cause, payload: Payload): NewEvent<Payload> {
    return new NewEvent(this, String(this.definition.key(payload)), payload, cause)
  }

  /** Consumers of this version can handle stored events of the previous one. */
  replaces<Old>(previous: EventType<Old>, upgrade: (payload: Old) => Payload): this {
    this.#previous = { type: previous, upgrade }
    return this
  }

  /** Upgraded to this version. @throws Error when the stored version can't be upgraded */
  read({ version, payload }: { version: number; payload: unknown }): Reading<Payload> {
    if (version === this.version) return { version, payload: payload as Payload }
    if (!this.#previous) throw new Error(`${this.name} has no version ${version}`)
    const { type, upgrade } = this.#previous
    return { version: this.version, payload: upgrade(type.read({ version, payload }).payload) }
  }

  faultsOf(payload: unknown): string[] {
    const json = JSON.parse(JSON.stringify(payload))
    this.#validator ??= Compile(this.schema)
    const errors = this.#validator.Errors(json)
    if (errors.length > 0) {
      return errors.map(({ instancePath, message }) => `${instancePath} ${message}`)
    }
    const declared = this.#validator.Clean(structuredClone(json))
    return isDeepStrictEqual(declared, json) ? [] : ['the schema lacks a field']
  }
}

/** Created by its EventType only. */
export class NewEvent<Payload = any> {
  #type: EventType<Payload>

  constructor(
    type: EventType<Payload>,
    readonly key: string,
    readonly payload: Payload,
    readonly cause: Cause
  ) {
    this.#type = type
  }

  get name(): string {
    return this.#type.name
  }

  get version(): number {
    return this.#type.version
  }

  /** @throws Error when the payload doesn't match the schema */
  assertValid() {
    const faults = this.#type.faultsOf(this.payload)
    if (faults.length === 0) return
    throw new Error(`${this.name} version ${this.version} is not as declared: ${faults.join(', ')}`)
  }
}

export function defineEvent<Schema extends TObject>(
  definition: EventDefinition<Schema>
): EventType<Static<Schema>> {
  return new EventType(definition)
}
