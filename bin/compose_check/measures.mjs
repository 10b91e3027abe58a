import { expect } from './report.mjs'
import { docker } from './shell.mjs'

/** The image's size, and that it contains nothing that only tests or builds need. */
export async function measureImage(system) {
  const [{ Image }] = await system.containers('app')
  const [{ Size, RootFS }] = JSON.parse(await docker('image', 'inspect', Image))
  const stray = await docker('run', '--rm', '--entrypoint', 'sh', Image, '-c', FIND_STRAYS)
  expect(stray === '', `unexpected files:\n${stray}`)
  return `${megabytes(Size)} with the base image, in ${RootFS.Layers.length} layers; ${await ourPart(Image)}`
}

/** The size of the layers that our Dockerfile adds to its base image. */
async function ourPart(image) {
  const history = await docker(
    'history',
    '--human=false',
    '--format',
    '{{.Size}} {{.CreatedBy}}',
    image
  )
  const lines = history.split('\n')
  const ours = lines.slice(
    0,
    lines.findIndex((line) => line.includes('NODE_ENV=production'))
  )
  const bytes = ours.reduce((sum, line) => sum + Number.parseInt(line), 0)
  return `ours are ${megabytes(bytes)} of it`
}

const FIND_STRAYS = [
  'find . -name "*.map" -o -name "*.spec.*" -o -name "*.test.*" -o -type d -name tests -o -path ./node_modules/typescript',
  'command -v npm npx gcc make python3',
  'true',
].join('; ')

/** Memory of each container at rest, as Docker reports it. */
export async function measureMemory(system) {
  const services = await system.services()
  const rows = await Promise.all(
    services.map(async ({ Id, service }) => {
      const usage = await docker('stats', '--no-stream', '--format', '{{.MemUsage}}', Id)
      return { service, used: mebibytes(usage) }
    })
  )
  const total = rows.reduce((sum, { used }) => sum + used, 0)
  const each = rows.map(({ service, used }) => `${service} ${Math.round(used)}`)
  return `${each.sort().join(', ')}: ${Math.round(total)} MiB in all`
}

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`

function mebibytes(usage) {
  const [, number, unit] = /^([\d.]+)(\w+)/.exec(usage)
  return Number(number) * { GiB: 1024, MiB: 1, KiB: 1 / 1024, B: 0 }[unit]
}
