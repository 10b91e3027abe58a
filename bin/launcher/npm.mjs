/** npm's default waits up to a minute between attempts. */
const RETRY_OPTIONS = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']

/** A command line of the npm that started us, or of the one on PATH. */
export function npm(...args) {
  const started = process.env.npm_execpath ?? ''
  const program = started.endsWith('npm-cli.js') ? ['node', started] : ['npm']
  return [...program, ...args, ...RETRY_OPTIONS, '--no-audit', '--no-fund', '--no-update-notifier']
}
