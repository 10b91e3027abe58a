import env from '#start/env'
import { defineConfig, transports } from '@adonisjs/mail'

const url = env.get('SMTP_URL')

/** Without a server mails are logged, not sent. */
export const isMailConfigured = Boolean(url)

/** `smtps` means TLS from the first byte. */
export const smtpOptions = smtpOptionsOf(new URL(url || 'smtp://127.0.0.1:25'))

export const mailFrom = {
  address: env.get('MAIL_FROM', 'tasks@localhost'),
  name: env.get('MAIL_FROM_NAME', 'Tasks'),
}

/** How long further changes of the same task are batched into one mail, in seconds. */
export const notificationWindowSeconds = env.get('NOTIFICATION_WINDOW_SECONDS', 60)

function smtpOptionsOf({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:'
  return {
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    auth: username
      ? {
          type: 'login' as const,
          user: decodeURIComponent(username),
          pass: decodeURIComponent(password) || env.get('SMTP_PASSWORD', ''),
        }
      : undefined,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  }
}

const mailConfig = defineConfig({
  default: 'smtp',
  from: mailFrom,
  mailers: { smtp: transports.smtp(smtpOptions) },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
