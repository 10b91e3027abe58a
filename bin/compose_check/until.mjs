import { setTimeout as sleep } from 'node:timers/promises'

const TIMEOUT_MS = 120_000
const PAUSE_MS = 250

/**
 * Polls until the result is truthy and returns it; errors count as false.
 *
 * @throws after two minutes, naming what was waited for
 */
export async function until(what, ask, timeoutMs = TIMEOUT_MS) {
  const deadline = Date.now() + timeoutMs
  let reason = ''
  while (Date.now() < deadline) {
    try {
      const answer = await ask()
      if (answer) return answer
      reason = ''
    } catch (error) {
      reason = `: ${error.message}`
    }
    await sleep(PAUSE_MS)
  }
  throw new Error(`Timed out after ${timeoutMs / 1000} s waiting for ${what}${reason}`)
}
