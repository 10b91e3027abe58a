import { DateTime } from 'luxon'
import type { Transaction } from '#core/database/transaction'
import { NotificationPreferenceSchema } from '#database/schema'
import { DEFAULT_CHANNELS, KINDS, type Channel, type Kind } from '#notifications/kinds'
import { summaryDay } from '#notifications/summaries/summary_day'

/** Users without a row have the defaults. */
export default class NotificationPreference extends NotificationPreferenceSchema {
  static selfAssignPrimaryKey = true

  static DEFAULTS = { channels: {}, dueSoonHours: 24, summaryHour: 7 }

  /** By kind; a missing kind has the defaults. */
  declare channels: Partial<Record<Kind, Channel[]>>

  /** Local. */
  declare summarizedOn: DateTime | null

  /** May not be persisted yet. */
  static async of(userId: number, trx?: Transaction) {
    const found = await this.find(userId, { client: trx })
    return found ?? new NotificationPreference().fill({ userId, ...this.DEFAULTS })
  }

  static async lock(userId: number, trx: Transaction) {
    await trx
      .table('notification_preferences')
      .insert({ user_id: userId })
      .knexQuery.onConflict('user_id')
      .ignore()
    return this.query({ client: trx }).where('userId', userId).forUpdate().firstOrFail()
  }

  channelsFor(kind: Kind): readonly Channel[] {
    return this.channels[kind] ?? DEFAULT_CHANNELS[kind]
  }

  get allChannels() {
    return Object.fromEntries(KINDS.map((kind) => [kind, this.channelsFor(kind)])) as Record<
      Kind,
      readonly Channel[]
    >
  }

  wants(kind: Kind, channel: Channel): boolean {
    return this.channelsFor(kind).includes(channel)
  }

  /** The local day (`2026-03-29`) whose summary is due, or null. */
  summaryDue(timezone: string): string | null {
    const day = summaryDay(DateTime.utc(), timezone, this.summaryHour)
    return day && day > (this.summarizedOn?.toISODate() ?? '') ? day : null
  }

  mute(channel: Channel, kinds: readonly Kind[]) {
    const muted = kinds.map((kind) => [
      kind,
      this.channelsFor(kind).filter((each) => each !== channel),
    ])
    this.channels = { ...this.channels, ...Object.fromEntries(muted) }
  }
}
