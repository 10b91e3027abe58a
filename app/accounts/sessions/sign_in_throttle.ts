import redis from '@adonisjs/redis/services/main'
import accountsConfig from '#config/accounts'
import { hashInTurn } from '#accounts/passwords/bounded_scrypt'
import { networkOf, Throttle } from '#api/limits/throttle'
import { InvalidCredentials } from '#accounts/exceptions'

const perAccount = new Throttle('sign-in', accountsConfig.signInFailuresPerHour)
const perAddress = new Throttle('sign-ins', accountsConfig.signInFailuresPerAddressPerHour)
const KNOWN_FOR_SECONDS = 30 * 24 * 60 * 60

/**
 * Per account and address, so that owners aren't locked out elsewhere; and per address, against
 * password spraying, except for accounts that signed in from there before.
 */
export const signInThrottle = {
  /** @throws TooManyAttempts or TooBusy without running it */
  async attempt<Result>(account: string, address: string, prove: () => Promise<Result>) {
    const network = networkOf(address)
    const knownKey = `accounts:known:${account}:${network}`
    const isKnown = (await redis.exists(knownKey)) === 1

    if (!isKnown) await perAddress.take(network)
    try {
      await perAccount.take(account, network)
    } catch (error) {
      if (!isKnown) await perAddress.giveBack(network)
      throw error
    }

    try {
      const result = await hashInTurn({ network, isKnown }, prove)
      await perAccount.reset(account, network)
      await redis.set(knownKey, 1, 'EX', KNOWN_FOR_SECONDS)
      if (!isKnown) await perAddress.giveBack(network)
      return result
    } catch (error) {
      if (!(error instanceof InvalidCredentials)) {
        await perAccount.giveBack(account, network)
        if (!isKnown) await perAddress.giveBack(network)
      }
      throw error
    }
  },
}
