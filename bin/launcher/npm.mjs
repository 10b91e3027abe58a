/**
 * A command line of the npm that started us, or of the one on PATH, run by the Node on PATH.
 */
export function npm(...args) {
  const started = process.env.npm_execpath ?? ''
  const program = started.endsWith('npm-cli.js') ? ['node', started] : ['npm']
  return [...program, ...args, '--no-audit', '--no-fund', '--no-update-notifier']
}
