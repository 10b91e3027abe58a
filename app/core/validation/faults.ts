import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

/** Collects the faults of several checks, to report them at once. */
export class Faults {
  private gathered: Fault[] = [];

  /** The check's result; undefined when it found faults, which `assertNone` throws. */
  async in<Result>(check: Promise<Result>): Promise<Result | undefined> {
    try {
      return await check
    } catch (error) {
      if (!(error instanceof ValidationFailed)) throw error
      this.gathered.push(...error.faults)
    }
  }

  add(...faults: Fault[]) {
    this.gathered.push(...faults)
  }

  /** @throws ValidationFailed with everything collected */
  assertNone() {
    if (this.gathered.length > 0) throw new ValidationFailed(this.gathered)
  }
}
