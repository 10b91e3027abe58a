import proxyAddr from 'proxy-addr'

/** @throws {Error} for the list of invalid settings */
export function trustedProxies(name: string, value = '') {
  const proxies = value.split(',').flatMap((part) => part.trim() || [])
  if (proxies.length === 0) return false
  const number = proxies.find((proxy) => /^\d+$/.test(proxy))
  if (number) throw new Error(`${name} takes addresses, not a number: ${number}`)
  try {
    return proxyAddr.compile(proxies)
  } catch (error: any) {
    throw new Error(`${name} takes addresses and networks such as 10.0.0.0/8: ${error.message}`)
  }
}
