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

export const preferenceChangesValidator = vine.create(
  vine.object({ channels: vine.object(kinds()).optional(), ...settings }).toCamelCase()
)

/** The page's form is flat: a field per kind. */
export const preferencesFormValidator = vine.create(vine.object({ ...kinds(), ...settings }))
