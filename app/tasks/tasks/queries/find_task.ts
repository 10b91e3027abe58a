import type { Actor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import { taskDocument, type TaskDocument } from '#tasks/tasks/queries/task_document'

/** @throws E_ROW_NOT_FOUND (404) */
export function findTask(actor: Actor, id: number): Promise<TaskDocument> {
  return documentOf(
    Task.query().withScopes((scopes) => scopes.visibleTo(actor)),
    id
  )
}

export function findTaskOrDeleted(actor: Actor, id: number): Promise<TaskDocument> {
  return documentOf(
    Task.queryWithDeleted().withScopes((scopes) => scopes.visibleTo(actor)),
    id
  )
}

/** Also when the user doesn't see it any more. */
export function findChangedTask({ id }: Task): Promise<TaskDocument> {
  return documentOf(Task.query(), id)
}

async function documentOf(tasks: ReturnType<typeof Task.query>, id: number) {
  const { document } = await tasks
    .where('tasks.id', id)
    .select(taskDocument())
    .pojo<{ document: string }>()
    .firstOrFail()

  return JSON.parse(document) as TaskDocument
}
