import proxyAddr from 'proxy-addr'

/**
 * Tells the proxies in front, whose word is taken for where a request comes from, by the value of a
 * variable: addresses, networks and the names that `proxy-addr` knows, with commas between. Gives
 * false where there are none.
 *
 * @throws {Error} in words, for the list of settings that are wrong
 */
export function trustedProxies(name: string, value = '') {
  const proxies = value.split(',').flatMap((part) => part.trim() || [])
  if (proxies.length === 0) return false
  // A number of hops, as others have it, would be read as an address that nobody has.
  const number = proxies.find((proxy) => /^\d+$/.test(proxy))
  if (number) throw new Error(`${name} takes addresses, not a number: ${number}`)
  try {
    return proxyAddr.compile(proxies)
  } catch (error: any) {
    throw new Error(`${name} takes addresses and networks such as 10.0.0.0/8: ${error.message}`)
  }
}
