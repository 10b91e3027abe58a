import { Env } from '@adonisjs/core/env'
import { existsSync, readFileSync } from 'node:fs'
import { cronExpression } from '#core/settings/cron_expression'
import { trustedProxies } from '#core/settings/trusted_proxies'
import { wholeNumber, wholeNumberFrom } from '#core/settings/whole_number'

// Containers pass secrets in files.
const { APP_KEY, APP_KEY_FILE, DATABASE_URL, DATABASE_PASSWORD_FILE } = process.env
if (!APP_KEY && APP_KEY_FILE && existsSync(APP_KEY_FILE)) {
  process.env.APP_KEY = readFileSync(APP_KEY_FILE, 'utf8').trim()
}
if (
  DATABASE_URL &&
  URL.canParse(DATABASE_URL) &&
  DATABASE_PASSWORD_FILE &&
  existsSync(DATABASE_PASSWORD_FILE)
) {
  const url = new URL(DATABASE_URL)
  url.password ||= encodeURIComponent(readFileSync(DATABASE_PASSWORD_FILE, 'utf8').trim())
  process.env.DATABASE_URL = url.href
}

/** Every variable, in the order of `.env.sample`. */
export default await Env.create(new URL('../', import.meta.url), {
  // Application
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  BIND_ADDRESS: Env.schema.string.optional(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  APP_KEY: Env.schema.secret(),
  TRUST_PROXY: trustedProxies,
  LOG_LEVEL: Env.schema.enum.optional([
    'trace',
    'debug',
    'info',
    'warn',
    'error',
    'fatal',
    'silent',
  ] as const),
  HEARTBEAT_FILE: Env.schema.string.optional(),

  // Data
  DATABASE_URL: Env.schema.string(),
  DATABASE_POOL_SIZE: wholeNumberFrom(2),
  REDIS_URL: Env.schema.string(),
  DEMO_DATA: Env.schema.boolean.optional(),

  // Accounts
  REGISTRATION: Env.schema.enum.optional(['open', 'invited', 'closed'] as const),
  ACCESS_TOKEN_MINUTES: Env.schema.number.optional(),
  REFRESH_TOKEN_DAYS: Env.schema.number.optional(),
  SIGN_IN_FAILURES_PER_HOUR: Env.schema.number.optional(),
  SIGN_IN_FAILURES_PER_ADDRESS_PER_HOUR: Env.schema.number.optional(),
  REGISTRATIONS_PER_HOUR: Env.schema.number.optional(),
  INVITATIONS_PER_HOUR: Env.schema.number.optional(),
  WRITES_PER_MINUTE: wholeNumber,

  // Email
  SMTP_URL: Env.schema.string.optional(),
  SMTP_PASSWORD: Env.schema.string.optional(),
  MAIL_FROM: Env.schema.string.optional(),
  MAIL_FROM_NAME: Env.schema.string.optional(),
  NOTIFICATION_WINDOW_SECONDS: Env.schema.number.optional(),

  // Schedules (cron, UTC)
  OVERDUE_SCHEDULE: cronExpression,
  DUE_SOON_SCHEDULE: cronExpression,
  DAILY_SUMMARY_SCHEDULE: cronExpression,
  CLEANUP_SCHEDULE: cronExpression,
  EVENTS_CLEANUP_SCHEDULE: cronExpression,
  EVENTS_KEEP_DAYS: wholeNumberFrom(1),

  // Backups
  BACKUP_FOLDER: Env.schema.string.optional(),
  BACKUP_KEEP: wholeNumber,
  BACKUP_SCHEDULE: cronExpression,
  UPLOADS_FOLDER: Env.schema.string.optional(),
})
