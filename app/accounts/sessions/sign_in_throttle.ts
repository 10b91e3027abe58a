import redis from '@adonisjs/redis/services/main'
import accountsConfig from '#config/accounts'
import { hashInTurn } from '#accounts/passwords/bounded_scrypt'
import { networkOf, Throttle } from '#api/limits/throttle'
import { InvalidCredentials } from '#accounts/exceptions'

const perAccount = new Throttle('sign-in', accountsConfig.loginFailuresPerHour)
const perAddress = new Throttle('sign-ins', accountsConfig.loginFailuresPerAddressPerHour)
const KNOWN_FOR_SECONDS = 30 * 24 * 60 * 60

/**
 * Makes guessing passwords slow without locking anybody out. Failures count for one account at one
 * address: whoever guesses is stopped, and the owner at another address is not. They also count for
 * the address as a whole, which stops those who try a few passwords on many accounts; accounts that
 * signed in from there before are exempt, so that the neighbours behind the same address are not
 * locked out either.
 */
export const signInThrottle = {
  /**
   * Runs the attempt to prove that one is the owner of the account. Only failures count.
   * @throws TooManyAttempts without running it, when there were too many failures.
   * @throws TooBusy without running it, when too many from that network wait.
   */
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
