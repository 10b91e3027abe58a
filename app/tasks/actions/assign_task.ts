import type User from '#accounts/models/user'
import type Task from '#tasks/models/task'
import { UpdateTask } from '#tasks/actions/update_task'
import type { Assignment } from '#tasks/task_fields'
import type { SeenVersion } from '#core/concurrency/seen_version'

/** Puts people on a task, takes them off, or says who does it from now on. */
export class AssignTask {
  /** @throws what UpdateTask does, with the faults of unknown users on `user_ids` */
  async handle(actor: User, task: Task, assignment: Assignment, seen?: SeenVersion): Promise<Task> {
    return new UpdateTask().handle(actor, task, { assignedTo: assignment }, seen)
  }
}
