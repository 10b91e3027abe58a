import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import env from '#start/env'
import { BackupFolder } from '#operations/backups/backup_folder'
import { runAce, type Outcome } from '#tests/support/run_command'
import { EmptyDatabase } from '#tests/support/empty_database'

/** Columns that a restore changes on purpose. */
const CHANGED_COLUMNS = ['access_version', 'access_changed_at', 'revoked_at']

/** An isolated installation: its own database, backup folder and uploads folder. */
export class TestInstallation {
  readonly backups: BackupFolder

  private constructor(
    readonly database: EmptyDatabase,
    readonly folder: string
  ) {
    this.backups = new BackupFolder(join(folder, 'backups'))
  }

  static async create(): Promise<TestInstallation> {
    return new TestInstallation(
      await EmptyDatabase.create(),
      await mkdtemp(join(tmpdir(), 'installation-'))
    )
  }

  /** No other test uses this Redis database. */
  get env() {
    const redis = new URL(env.get('REDIS_URL'))
    redis.pathname = '/9'
    return {
      DATABASE_URL: this.database.url,
      REDIS_URL: redis.href,
      BACKUP_FOLDER: this.backups.path,
      UPLOADS_FOLDER: this.uploads,
      DEMO_DATA: 'false',
    }
  }

  get uploads() {
    return join(this.folder, 'uploads')
  }

  ace(args: string[], extra: Record<string, string> = {}): Promise<Outcome> {
    return runAce(args, { ...this.env, ...extra })
  }

  /** Runs a command that must succeed and returns its JSON output. */
  async aceJSON(args: string[], extra: Record<string, string> = {}): Promise<any> {
    const { exitCode, output, errors } = await this.ace([...args, '--json'], extra)
    if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${errors}${output}`)
    return JSON.parse(output)
  }

  /** A checksum of each table, without the framework's own. */
  async tableChecksums(): Promise<Record<string, string>> {
    const tables = await this.database.query(
      `select tablename as name from pg_tables
        where schemaname = 'public' and tablename not like 'adonis%' order by 1`
    )
    const sums: Record<string, string> = {}
    for (const { name } of tables) {
      const [{ sum }] = await this.database.query(
        `select count(*) || ' ' || coalesce(md5(string_agg(line, '' order by line)), '') as sum
           from (select (to_jsonb(rows) - $1::text[])::text as line from "${name}" as rows) lines`,
        [CHANGED_COLUMNS]
      )
      sums[name] = sum
    }
    return sums
  }

  async remove() {
    await this.database.drop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
