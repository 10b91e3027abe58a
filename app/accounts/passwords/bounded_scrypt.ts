import { totalmem } from 'node:os'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import { Turns } from '#core/concurrency/turns'
import { BoundedQueue } from '#core/concurrency/bounded_queue'

type ScryptConfig = ConstructorParameters<typeof Scrypt>[0]

/** Node.js has four threads for hashing, files and names of hosts alike: one stays free. */
const MOST_AT_ONCE = 3

/** About ten seconds of work on two cores. */
const LONGEST_QUEUE = 60

/** What a hash by the parameters of `config/hash.ts` takes, in bytes. */
const USUAL_MEMORY = 64 * 1024 * 1024

/** A quarter of what this process may take (its container's limit, where there is one), or less. */
const CAPACITY = Math.min(
  (process.constrainedMemory() || Infinity) / 4,
  totalmem() / 4,
  MOST_AT_ONCE * USUAL_MEMORY
)

/** Every hash of a password waits here for memory. */
export const hashingQueue = new BoundedQueue({ capacity: CAPACITY, longest: LONGEST_QUEUE })

/**
 * Whoever sends many passwords at once waits here for the others of their network, so that the queue
 * that all share has room for others.
 */
export const networkTurns = new Turns({ capacity: 6, longest: 54 })

/** Strangers wait for each other, so that many networks leave room for those who were here before. */
const strangers = new BoundedQueue({ capacity: 12, longest: LONGEST_QUEUE - 12 })

/**
 * Runs work that hashes passwords for a request of this network; `isKnown` says that its account
 * signed in from there before.
 * @throws TooBusy (503) without running it
 */
export function hashInTurn<Result>(
  { network, isKnown = false }: { network: string; isKnown?: boolean },
  work: () => Promise<Result>
): Promise<Result> {
  return networkTurns.take(network, () => (isKnown ? work() : strangers.run(1, work)))
}

/** scrypt that never takes more memory at once than there is for it. */
export class BoundedScrypt extends Scrypt {
  #ownMemory: number

  constructor(config: ScryptConfig & { cost: number; blockSize: number }) {
    super(config)
    this.#ownMemory = memoryOf(config.cost, config.blockSize)
  }

  /** @throws TooBusy (503) */
  make(value: string): Promise<string> {
    return inTurn(this.#ownMemory, () => super.make(value))
  }

  /**
   * A hash takes the memory that it was made with.
   * @throws TooBusy (503)
   */
  verify(hashedValue: string, plainValue: string): Promise<boolean> {
    const [, cost, blockSize] = /\$n=(\d+),r=(\d+),/.exec(hashedValue) ?? []
    return inTurn(memoryOf(Number(cost ?? 0), Number(blockSize ?? 0)), () =>
      super.verify(hashedValue, plainValue)
    )
  }
}

function inTurn<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
  return hashingQueue.run(Math.max(bytes, CAPACITY / MOST_AT_ONCE), work)
}

/** In bytes. */
function memoryOf(cost: number, blockSize: number): number {
  return 128 * cost * blockSize
}
