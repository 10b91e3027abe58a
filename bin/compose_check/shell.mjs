import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

const MEGABYTES = 2 ** 20
const execute = promisify(execFile)

/**
 * Runs a program and returns its output.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @throws an error whose message ends with the output, also in its `output`
 */
export async function run(program, args, { cwd, env } = {}) {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 256 * MEGABYTES }
  try {
    const { stdout } = await execute(program, args, options)
    return stdout.trim()
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim()
    const lines = output.split('\n').slice(-25).join('\n')
    throw Object.assign(new Error(`${program} ${args.join(' ')} failed:\n${lines}`), { output })
  }
}

export const docker = (...args) => run('docker', args)

/** Compose's command: the plugin, or the stand-alone program of version 1. */
export function composeCommand(asked) {
  const commands = asked ? [asked.split(' ')] : [['docker', 'compose'], ['docker-compose']]
  const works = ([program, ...args]) => spawnSync(program, [...args, 'version']).status === 0
  const found = commands.find(works)
  if (!found) throw new Error('Neither `docker compose` nor `docker-compose` works here.')
  return found
}
