import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskHistoryTransformer from '#tasks/history/transformers/task_history_transformer'
import { paginate } from '#api/pagination/paginate'
import { listHistory } from '#tasks/history/queries/list_history'
import { historyOrdering, listHistoryValidator } from '#tasks/history/validators/task_history'

/** Of what a field was and is: descriptions, mostly. */
const BYTES = `coalesce(octet_length(old::text), 0) + coalesce(octet_length(new::text), 0)`

export default class TaskHistoryController {
  async index({ auth, params, request, serialize }: HttpContext) {
    const task = await Task.findVisible(auth.getUserOrFail(), params.id)
    const filters = await request.validateQuery(listHistoryValidator)

    return serialize(
      await paginate(request, listHistory(task), {
        ordering: historyOrdering,
        params: filters,
        bytes: BYTES,
        transform: (entries) => TaskHistoryTransformer.transform(entries),
      })
    )
  }
}
