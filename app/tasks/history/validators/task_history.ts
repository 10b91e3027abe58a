import vine from '@vinejs/vine'
import { Ordering } from '#api/pagination/ordering'
import { listParams } from '#api/pagination/list_params'

export const historyOrdering = new Ordering(
  'task_history',
  { created_at: 'task_history.created_at' },
  'created_at'
)

export const listHistoryValidator = vine.create(
  vine.object(listParams(historyOrdering)).toCamelCase()
)
