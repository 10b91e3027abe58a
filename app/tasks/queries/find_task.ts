import type User from '#accounts/models/user'
import Task from '#tasks/models/task'
import { taskDocument, type TaskDocument } from '#tasks/queries/task_document'

/** The documents of single tasks. */
export class FindTask {
  /** The task with this id, if the user sees it; @throws E_ROW_NOT_FOUND (404) otherwise. */
  async handle(actor: User, id: number): Promise<TaskDocument> {
    return this.document(
      Task.query().withScopes((scopes) => scopes.visibleTo(actor)),
      id
    )
  }

  /** As `handle`; deleted ones too, for those are shown to be restored. */
  async orDeleted(actor: User, id: number): Promise<TaskDocument> {
    return this.document(
      Task.queryWithDeleted().withScopes((scopes) => scopes.visibleTo(actor)),
      id
    )
  }

  /** A task that the user has just changed, whether or not they still see it. */
  async afterChange({ id }: Task): Promise<TaskDocument> {
    return this.document(Task.query(), id)
  }

  private async document(tasks: ReturnType<typeof Task.query>, id: number) {
    const { document } = await tasks
      .where('tasks.id', id)
      .select(taskDocument())
      .pojo<{ document: string }>()
      .firstOrFail()

    return JSON.parse(document) as TaskDocument
  }
}
