import { existsSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'
import { oneAtATime } from './lock.mjs'
import { npm } from './npm.mjs'
import { local } from './paths.mjs'
import { run } from './processes.mjs'
import { Refusal } from './refusal.mjs'
import { step } from './terminal.mjs'

/** The Node that the product is built and tested with; any newer one does as well. */
const VERSION = '24.21.0'
const NAME = `node-${process.platform}-${process.arch}`
const HOME = local(`node-${VERSION}`)

/**
 * Makes `node` mean a Node that the product runs on, here and in every process started from here.
 * Where the machine's is older, npm brings one into `.local`.
 */
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

/** Is the Node that runs this too old for the product? */
export const isOldNode = () => majorOf(process.versions.node) < majorOf(VERSION)

/** Where the Node is that npm brought, or would bring. */
export const keptNode = () => resolve(HOME, 'node_modules', NAME, 'bin', 'node')

/** This package holds the program itself: nothing in it has to run while it is installed. */
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
