import { setTimeout as sleep } from 'node:timers/promises'
import { median } from './stage.js'

/** Does something `times` times; returns the duration in milliseconds. */
export type Contestant = (times: number) => Promise<number>

/** Runs the product and the yardstick alternately and prints their rates. */
export async function compare(
  what: string,
  options: { product: Contestant; bare: Contestant; rounds: number; times: number }
) {
  const { product, bare, rounds, times } = options
  const rate = async (contestant: Contestant) => (times / (await contestant(times))) * 1_000
  await rate(product)
  await rate(bare)

  const results: { product: number; bare: number; ratio: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const [ours, theirs] = [await rate(product), await rate(bare)]
    results.push({ product: ours, bare: theirs, ratio: ours / theirs })
  }
  console.table(
    results.map((result) => ({
      [`product ${what}/s`]: Math.round(result.product),
      [`bare ${what}/s`]: Math.round(result.bare),
      ratio: Number(result.ratio.toFixed(3)),
    }))
  )
  const ratio = median(results.map((result) => result.ratio))
  console.log(`Ratio, the median of ${rounds} rounds: ${ratio.toFixed(3)}`)
}

/** Starts `begin` and returns the milliseconds until the counter has grown by `times`. */
export async function timeUntil(times: number, count: () => number, begin: () => unknown) {
  const [before, began] = [count(), performance.now()]
  await begin()
  while (count() - before < times) await sleep(1)
  return performance.now() - began
}
