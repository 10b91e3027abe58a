import vine from '@vinejs/vine'
import { Ordering } from '#core/pagination/ordering'
import { listParams } from '#core/pagination/list_params'

export const historyOrdering = new Ordering(
  'task_history',
  { created_at: 'task_history.created_at' },
  'created_at'
)

export const listHistoryValidator = vine.create(
  vine.object(listParams(historyOrdering)).toCamelCase()
)
