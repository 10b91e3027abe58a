import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 120_000
const PAUSE_MS = 250

/**
 * Asks again and again until the answer is truthy, and gives it. What it throws counts as a no.
 *
 * @throws after two minutes, in words that name what was waited for
 */
export async function until(what, ask, patienceMs = PATIENCE_MS) {
  const late = Date.now() + patienceMs
  let reason = ''
  while (Date.now() < late) {
    try {
      const answer = await ask()
      if (answer) return answer
      reason = ''
    } catch (error) {
      reason = `: ${error.message}`
    }
    await sleep(PAUSE_MS)
  }
  throw new Error(`Waited ${patienceMs / 1000} s in vain for ${what}${reason}`)
}
