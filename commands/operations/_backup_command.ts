import { OperatorCommand } from '#operations/console/operator_command'

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB']

export abstract class BackupCommand extends OperatorCommand {
  /** Seconds with one decimal. */
  protected secondsSince(started: number) {
    return Number(((performance.now() - started) / 1000).toFixed(1))
  }

  /** `12.3 MB`. */
  protected size(bytes: number) {
    const step = bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3)
    return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${UNITS[step]}`
  }
}
