import vine from '@vinejs/vine'
import { integer } from '#core/validation/rules'
import { channelsOf, KINDS, type Kind } from '#notifications/kinds'

const channels = (kind: Kind) => vine.array(vine.enum(channelsOf(kind))).distinct()

const kinds = () =>
  Object.fromEntries(KINDS.map((kind) => [kind, channels(kind).optional()])) as Record<
    Kind,
    ReturnType<ReturnType<typeof channels>['optional']>
  >

const settings = {
  due_soon_hours: integer({ min: 1, max: 336 }).optional(),
  summary_hour: integer({ min: 0, max: 23 }).optional(),
}

/** What changes in somebody's preferences: kinds that are left out stay as they are. */
export const preferenceChangesValidator = vine.create(
  vine.object({ channels: vine.object(kinds()).optional(), ...settings }).toCamelCase()
)

/** The form of the page, which is flat: a field for each kind. */
export const preferencesFormValidator = vine.create(vine.object({ ...kinds(), ...settings }))
