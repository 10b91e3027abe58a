import type User from '#accounts/users/models/user'
import Task from '#tasks/tasks/models/task'
import { taskDocument, type TaskDocument } from '#tasks/tasks/queries/task_document'

/** The task with this id, if the user sees it; @throws E_ROW_NOT_FOUND (404) otherwise. */
export function findTask(actor: User, id: number): Promise<TaskDocument> {
  return documentOf(
    Task.query().withScopes((scopes) => scopes.visibleTo(actor)),
    id
  )
}

/** As `findTask`; deleted ones too, for those are shown to be restored. */
export function findTaskOrDeleted(actor: User, id: number): Promise<TaskDocument> {
  return documentOf(
    Task.queryWithDeleted().withScopes((scopes) => scopes.visibleTo(actor)),
    id
  )
}

/** A task that the user has just changed, whether or not they still see it. */
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
