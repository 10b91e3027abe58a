import type { HttpContext } from '@adonisjs/core/http'
import Task from '#tasks/tasks/models/task'
import TaskPolicy from '#tasks/tasks/policies/task_policy'
import { etagOf, tagInHand } from '#api/concurrency/expected_version'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

/** 404 when not visible, 403 when not editable. */
export async function findEditable({ actor, bouncer, params }: HttpContext): Promise<Task> {
  const task = await Task.findVisible(actor, params.id)
  await bouncer.with(TaskPolicy).authorize('update', task)
  return task
}

/** With ETag; 304 when it matches. */
export function answerTask({ request, response }: HttpContext, document: TaskDocument) {
  const etag = etagOf(document)
  const inHand = tagInHand(request, etag)
  response.header('ETag', inHand ?? etag)
  return inHand ? response.notModified() : response.send(document)
}
