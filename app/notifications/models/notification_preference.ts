import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { NotificationPreferenceSchema } from '#database/schema'
import { DEFAULT_CHANNELS, type Channel, type Kind } from '#notifications/kinds'

/** What a user wants to be told, and how. Those who never said have the defaults. */
export default class NotificationPreference extends NotificationPreferenceSchema {
  static selfAssignPrimaryKey = true

  /** By kind, the channels that are on; a kind that is missing has the defaults. */
  declare channels: Partial<Record<Kind, Channel[]>>

  /** The last local day for which a summary was made. */
  declare summarizedOn: DateTime | null

  /** The user's preferences, which may not be saved yet. */
  static async of(userId: number, trx?: TransactionClientContract) {
    const options = { client: trx }
    const found = await this.find(userId, options)
    if (found) return found

    const defaults = new NotificationPreference()
    if (trx) defaults.useTransaction(trx)
    return defaults.fill({ userId, channels: {}, dueSoonHours: 24, summaryHour: 7 })
  }

  channelsFor(kind: Kind): readonly Channel[] {
    return this.channels[kind] ?? DEFAULT_CHANNELS[kind]
  }

  wants(kind: Kind, channel: Channel): boolean {
    return this.channelsFor(kind).includes(channel)
  }

  /** Turns a channel off for a kind, or for all kinds. */
  mute(channel: Channel, kinds: readonly Kind[]) {
    const muted = kinds.map((kind) => [
      kind,
      this.channelsFor(kind).filter((each) => each !== channel),
    ])
    this.channels = { ...this.channels, ...Object.fromEntries(muted) }
  }
}
