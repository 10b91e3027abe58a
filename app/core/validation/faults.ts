import { ValidationFailed, type Fault } from '#core/exceptions/validation_failed'

/** Gathers what several checks find wrong with one input, so that all of it is told at once. */
export class Faults {
  private gathered: Fault[] = [];

  /** What the check gives; undefined where it finds faults, which `assertNone` throws. */
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

  /** @throws ValidationFailed with all that was gathered */
  assertNone() {
    if (this.gathered.length > 0) throw new ValidationFailed(this.gathered)
  }
}
