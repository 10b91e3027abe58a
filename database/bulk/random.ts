/**
 * Numbers that look random and are the same for the same seed (the generator is mulberry32), and
 * the choices that are made by them.
 */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]
  }

  /**
   * Prefers the head of the list, as speech prefers its common words and work its busy teams: the
   * nth of the list is about 1/n as frequent as the first (Zipf's law).
   */
  pickEarly<T>(list: readonly T[]): T {
    return list[Math.floor((list.length + 1) ** this.next()) - 1]
  }
}
