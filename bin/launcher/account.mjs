import { execFileSync, spawnSync } from 'node:child_process'
import { Refusal } from './refusal.mjs'
import { say } from './terminal.mjs'

const NAME = 'task-servers'

/**
 * Arguments of setpriv that let a non-root account enter closed parent folders, such as a project
 * below /root: nothing where they are open, else the smaller of two capabilities. `no_setuid_fixup`
 * makes access(2), with which PostgreSQL looks for its programs, honour them.
 */
const WAYS_IN = [[], ...['dac_read_search', 'dac_override'].map(withCapability)]

/**
 * The account that the private servers run as. PostgreSQL refuses to run as root, so root gives
 * them a system account; other users run them as themselves.
 *
 * @param {string} program one that the account must be able to run
 * @param {string} folder  one that it must be able to enter
 * @returns {{ as: string[], own: (path: string) => void }} setpriv arguments, and a chown to the
 *   account
 */
export function serverAccount(program, folder) {
  if (process.getuid() !== 0) return { as: [], own: () => {} }

  const { uid, gid } = findAccount() ?? makeAccount()
  const identity = ['--reuid', uid, '--regid', gid, '--clear-groups', '--no-new-privs']
  const as = WAYS_IN.map((way) => [...way, ...identity]).find((way) =>
    reaches(way, program, folder)
  )
  if (!as) {
    throw new Refusal(
      `The account ${NAME}, which runs the servers when started by root, can't access ${folder}: move the project to a folder that all users can access, or start it as a user other than root.`
    )
  }
  return { as, own: (path) => execFileSync('chown', ['-R', `${uid}:${gid}`, path]) }
}

function withCapability(name) {
  const wanted = `+${name}`
  return ['--securebits', '+no_setuid_fixup', '--inh-caps', wanted, '--ambient-caps', wanted]
}

function reaches(way, program, folder) {
  const script = 'test -x "$0" && "$0" --version && cd "$1"'
  const command = ['setpriv', ...way, '--', 'sh', '-c', script, program, folder]
  return spawnSync(command[0], command.slice(1), { stdio: 'ignore' }).status === 0
}

function findAccount() {
  const { stdout } = spawnSync('getent', ['passwd', NAME], { encoding: 'utf8' })
  const [, , uid, gid] = (stdout ?? '').split(':')
  return uid ? { uid, gid } : null
}

function makeAccount() {
  say(`Creating the system account ${NAME}: PostgreSQL cannot run as root.`)
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  spawnSync('useradd', ['--system', '--user-group', ...home, NAME], { stdio: 'ignore' })

  const account = findAccount()
  if (account) return account
  throw new Refusal(
    'PostgreSQL cannot run as root, and creating an account (useradd) failed: run this as another user.'
  )
}
