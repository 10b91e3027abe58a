import { existsSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'
import { oneAtATime } from './lock.mjs'
import { npm } from './npm.mjs'
import { local } from './paths.mjs'
import { run } from './processes.mjs'
import { Refusal } from './refusal.mjs'
import { step } from './terminal.mjs'

/** The version that the product is built and tested with; newer ones work as well. */
const VERSION = '24.21.0'
const NAME = `node-${process.platform}-${process.arch}`
const HOME = local(`node-${VERSION}`)

/** Puts a suitable Node on PATH, installed by npm into `.local` where the machine's is too old. */
export async function provideNode() {
  if (!isOldNode()) return useNode(process.execPath)

  const node = keptNode()
  if (!existsSync(node)) {
    await step(`Node ${VERSION}, since this machine has ${process.versions.node}`, () =>
      oneAtATime('node', install)
    )
  }
  useNode(node)
}

export const isOldNode = () => majorOf(process.versions.node) < majorOf(VERSION)

export const keptNode = () => resolve(HOME, 'node_modules', NAME, 'bin', 'node')

/** This package contains the binary itself and needs no install script. */
async function install() {
  await run('node', npm('install', '--prefix', HOME, '--ignore-scripts', `${NAME}@${VERSION}`), {
    failure: `Node ${VERSION} could not be installed: check the network, or install Node 24 yourself.`,
  })
  const node = keptNode()
  const version = await run('node-version', [node, '--version'], {
    failure: `Node ${VERSION} doesn't run on this machine: install Node 24 yourself.`,
  })
  if (version !== `v${VERSION}`) throw new Refusal(`${node} is ${version}, not v${VERSION}.`)
}

function useNode(node) {
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH}`
}

const majorOf = (version) => Number(version.split('.')[0])
