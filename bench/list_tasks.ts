/**
 * The task list beside a bare server: see bench/README.md.
 *
 *   DATABASE_URL=… REDIS_URL=… npm run bench
 */
import autocannon from 'autocannon'
import { parseArgs } from 'node:util'
import { isDeepStrictEqual } from 'node:util'
import { median, Stage } from './support/stage.js'

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
    connections: { type: 'string', default: '10' },
  },
})

interface Round {
  requestsPerSecond: number
  p50: number
  p99: number
}

const stage = await Stage.build(Number(values.tasks))
try {
  const product = await stage.web()
  const bare = await stage.bare()
  const token = await stage.signInAsAdmin(product)

  await assertSame(product, bare, token)
  for (const address of [product, bare]) await measure(address, token, 3)

  const rounds: { product: Round; bare: Round }[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    rounds.push({
      product: await measure(product, token, Number(values.seconds)),
      bare: await measure(bare, token, Number(values.seconds)),
    })
  }
  report(rounds)
} finally {
  await stage.leave()
}

/** A comparison is only valid when both give the same answer. */
async function assertSame(product: string, bare: string, token: string) {
  const [ours, theirs] = await Promise.all(
    [product, bare].map(async (address) => {
      const answer = await fetch(`${address}/api/tasks/`, { headers: bearer(token) })
      const text = await answer.text()
      return JSON.parse(text.replaceAll(address, ''))
    })
  )
  if (!isDeepStrictEqual(ours, theirs)) {
    const field = Object.keys(ours).find((name) => !isDeepStrictEqual(ours[name], theirs[name]))
    throw new Error(`The two answers differ in ${field}:\n${JSON.stringify({ ours, theirs })}`)
  }
  console.log(`Both answer the same ${ours.results.length} tasks of ${ours.count}`)
}

async function measure(address: string, token: string, duration: number): Promise<Round> {
  const result = await autocannon({
    url: `${address}/api/tasks/`,
    headers: bearer(token),
    connections: Number(values.connections),
    duration,
  })
  const failures = result.non2xx + result.errors
  if (failures > 0) throw new Error(`${failures} requests failed at ${address}`)
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

function report(rounds: { product: Round; bare: Round }[]) {
  console.table(
    rounds.map(({ product, bare }) => ({
      'product req/s': Math.round(product.requestsPerSecond),
      'p50 ms': product.p50,
      'p99 ms': product.p99,
      'bare req/s': Math.round(bare.requestsPerSecond),
      'bare p50': bare.p50,
      'bare p99': bare.p99,
      'ratio': Number((product.requestsPerSecond / bare.requestsPerSecond).toFixed(3)),
    }))
  )
  const ratios = rounds.map(
    ({ product, bare }) => product.requestsPerSecond / bare.requestsPerSecond
  )
  console.log(`Ratio, the median of ${rounds.length} rounds: ${median(ratios).toFixed(3)}`)
}
