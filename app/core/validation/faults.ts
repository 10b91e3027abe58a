import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

export class Faults {
  private gathered: Fault[] = [];

  /** Undefined when the check found faults, which `assertNone` throws. */
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

  assertNone() {
    if (this.gathered.length > 0) throw new ValidationFailed(this.gathered)
  }
}
