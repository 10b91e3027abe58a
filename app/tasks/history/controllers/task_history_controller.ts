import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskHistoryTransformer from '#tasks/history/transformers/task_history_transformer'
import { answerList } from '#api/pagination/answer_list'
import { listHistory } from '#tasks/history/queries/list_history'
import { historyOrdering, listHistoryValidator } from '#tasks/history/validators/task_history'

/** Mostly descriptions. */
const BYTES = `coalesce(octet_length(old::text), 0) + coalesce(octet_length(new::text), 0)`

export default class TaskHistoryController {
  async index(ctx: HttpContext) {
    const task = await Task.findVisible(ctx.actor, ctx.params.id)
    return answerList(ctx, {
      validator: listHistoryValidator,
      ordering: historyOrdering,
      query: () => listHistory(task),
      bytes: BYTES,
      transform: (entries) => TaskHistoryTransformer.transform(entries),
    })
  }
}
