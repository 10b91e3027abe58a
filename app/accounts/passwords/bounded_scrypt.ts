import { totalmem } from 'node:os'
import { Scrypt } from '@adonisjs/core/hash/drivers/scrypt'
import { KeyedQueue } from '#core/concurrency/keyed_queue'
import { BoundedQueue } from '#core/concurrency/bounded_queue'

type ScryptConfig = ConstructorParameters<typeof Scrypt>[0]

/** Of the four threads of libuv one stays free for files and DNS. */
const MAX_CONCURRENT = 3

/** About ten seconds of work on two cores. */
const MAX_WAITING = 60

/** Bytes per hash with the parameters of `config/hash.ts`. */
const USUAL_MEMORY = 64 * 1024 * 1024

/** At most a quarter of the memory of the container or machine. */
const CAPACITY = Math.min(
  (process.constrainedMemory() || Infinity) / 4,
  totalmem() / 4,
  MAX_CONCURRENT * USUAL_MEMORY
)

export const hashingQueue = new BoundedQueue({ capacity: CAPACITY, maxWaiting: MAX_WAITING })

/** So that one network doesn't fill the shared queue. */
export const networkQueues = new KeyedQueue({ capacity: 6, maxWaiting: 54 })

/** So that many networks leave room for accounts that signed in from theirs before. */
const unknownAccounts = new BoundedQueue({ capacity: 12, maxWaiting: MAX_WAITING - 12 })

/** `isKnown`: the account signed in from this network before. @throws TooBusy (503) */
export function hashInTurn<Result>(
  { network, isKnown = false }: { network: string; isKnown?: boolean },
  work: () => Promise<Result>
): Promise<Result> {
  return networkQueues.run(network, () => (isKnown ? work() : unknownAccounts.run(1, work)))
}

export class BoundedScrypt extends Scrypt {
  #ownMemory: number

  constructor(config: ScryptConfig & { cost: number; blockSize: number }) {
    super(config)
    this.#ownMemory = memoryOf(config.cost, config.blockSize)
  }

  make(value: string): Promise<string> {
    return inTurn(this.#ownMemory, () => super.make(value))
  }

  /** A hash needs the memory that it was created with. */
  verify(hashedValue: string, plainValue: string): Promise<boolean> {
    const [, cost, blockSize] = /\$n=(\d+),r=(\d+),/.exec(hashedValue) ?? []
    return inTurn(memoryOf(Number(cost ?? 0), Number(blockSize ?? 0)), () =>
      super.verify(hashedValue, plainValue)
    )
  }
}

function inTurn<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
  return hashingQueue.run(Math.max(bytes, CAPACITY / MAX_CONCURRENT), work)
}

function memoryOf(cost: number, blockSize: number): number {
  return 128 * cost * blockSize
}
