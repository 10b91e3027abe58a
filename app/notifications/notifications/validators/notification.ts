import vine from '@vinejs/vine'
import { KINDS } from '#notifications/kinds'
import { Ordering } from '#api/pagination/ordering'
import { listParams } from '#api/pagination/list_params'
import { booleanFlag, commaList, id, readOnly } from '#core/validation/rules'

export const notificationOrdering = new Ordering(
  'notifications',
  { created_at: 'notifications.created_at' },
  '-created_at'
)

export const listNotificationsValidator = vine.create(
  vine
    .object({
      ...listParams(notificationOrdering),
      unread: booleanFlag().optional(),
      kind: commaList(vine.enum(KINDS)).optional(),
    })
    .toCamelCase()
)

export const notificationChangesValidator = vine.create(
  vine
    .object({
      is_read: booleanFlag(),
      id: readOnly(),
      kind: readOnly(),
      text: readOnly(),
      task: readOnly(),
      actor: readOnly(),
      details: readOnly(),
      read_at: readOnly(),
      created_at: readOnly(),
    })
    .toCamelCase()
)

/** The newest notification that the user has seen. */
export const markAllReadValidator = vine.create(
  vine.object({ up_to: id().optional() }).toCamelCase()
)
