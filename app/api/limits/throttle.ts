import { isIPv6 } from 'node:net'
import { createHash } from 'node:crypto'
import { errors } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import { TooManyAttempts } from '#api/exceptions'

/** Attempts per hour, counted in Redis for all processes. */
export class Throttle {
  constructor(
    private name: string,
    private attemptsPerHour: number
  ) {}

  /** Counts first, so that concurrent attempts can't slip through. @throws TooManyAttempts */
  async take(...of: string[]) {
    try {
      await this.#limiter.consume(this.#key(of))
    } catch (error) {
      if (!(error instanceof errors.E_TOO_MANY_REQUESTS)) throw error
      throw new TooManyAttempts(error.response.availableIn)
    }
  }

  async giveBack(...of: string[]) {
    await this.#limiter.decrement(this.#key(of))
  }

  async reset(...of: string[]) {
    await this.#limiter.delete(this.#key(of))
  }

  get #limiter() {
    return limiter.use({ requests: this.attemptsPerHour, duration: '1 hour' })
  }

  /** Hashed: people sometimes type their password into the username field. */
  #key(of: string[]) {
    return `${this.name}:${createHash('sha256').update(of.join('\n')).digest('base64url')}`
  }
}

/** An IPv6 /64, which is what one customer gets. */
export function networkOf(address: string): string {
  const ip = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(ip)) return ip

  const [head, tail = ''] = ip.split('%')[0].split('::')
  const [start, end] = [head, tail].map((part) => (part ? part.split(':') : []))
  const groups = [...start, ...Array(Math.max(0, 8 - start.length - end.length)).fill('0'), ...end]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
