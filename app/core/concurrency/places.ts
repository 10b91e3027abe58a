/** So many at once may do something; the others wait for their turn, in the order they came. */
export class Places {
  #waiting: (() => void)[] = []

  constructor(private free: number) {}

  /** Does the work when there is a place, and gives what comes of it. */
  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free--
    else await new Promise<void>((called) => this.#waiting.push(called))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.free++
    }
  }
}
