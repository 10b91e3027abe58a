import { OperatorCommand } from '#operations/console/operator_command'
import { examineAccounts } from '#operations/doctor/queries/examine_accounts'
import { examineStoredJSON } from '#operations/doctor/queries/examine_stored_json'
import { examineDemo } from '#database/demo/examine_demo'
import type { Finding, Verdict } from '#operations/doctor/finding'

export default class Doctor extends OperatorCommand {
  static commandName = 'doctor'
  static description = 'Check settings, servers, migrations and the clock, and suggest fixes'
  static help = [
    'Read-only; works even when a server is down. Exits with 1 if a problem',
    'prevents the product from working.',
    '',
    '  {{ binaryName }} doctor',
    '  {{ binaryName }} doctor --json',
  ]

  /** The application may fail to boot, so it isn't booted. */
  static options = { startApp: false }

  async run() {
    const { examine } = await import('#operations/doctor/examine')
    const findings = await examine(this.app.migrationsPath(), [
      examineAccounts,
      examineDemo,
      examineStoredJSON,
    ])
    this.exitCode = findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0

    this.print({ healthy: this.exitCode === 0, findings }, () => this.#show(findings))
  }

  #show(findings: Finding[]) {
    const table = this.ui.table().head(['', 'check', 'result'])
    for (const { verdict, check, found } of findings) {
      table.row([this.#mark(verdict), check, found])
    }
    table.render()

    for (const { verdict, check, advice } of findings) {
      if (advice) this.logger.log(`${this.#mark(verdict)} ${check}: ${advice}`)
    }
    if (this.exitCode === 0)
      this.logger.success('No problems that prevent the product from running.')
  }

  #mark(verdict: Verdict) {
    const colour = { ok: 'green', warn: 'yellow', fail: 'red' } as const
    return this.colors[colour[verdict]](verdict)
  }
}
