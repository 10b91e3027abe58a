import type Task from '#tasks/tasks/models/task'
import type User from '#accounts/users/models/user'
import { userActor } from '#accounts/users/actor'
import type { TaskInput } from '#tasks/tasks/task_fields'
import type { Name } from '#database/demo/accounts'
import { AddComment } from '#tasks/comments/actions/add_comment'
import { CreateTask, type NewTask } from '#tasks/tasks/actions/create_task'
import { DeleteTask } from '#tasks/tasks/actions/delete_task'
import { RestoreTask } from '#tasks/tasks/actions/restore_task'
import { UpdateTask } from '#tasks/tasks/actions/update_task'

/** The demo's users, acting through the product's own actions. */
export class Cast {
  constructor(private users: Record<Name, User>) {}

  id(name: Name) {
    return this.users[name].id
  }

  actor(name: Name) {
    return userActor(this.users[name])
  }

  create(name: Name, task: NewTask) {
    return new CreateTask().handle(this.actor(name), task)
  }

  update(name: Name, task: Task, input: Partial<TaskInput>) {
    return new UpdateTask().handle(this.actor(name), task, input)
  }

  say(name: Name, task: Task, body: string) {
    return new AddComment().handle(this.actor(name), task, { body })
  }

  /** Deletes it by mistake. */
  async mislay(name: Name, task: Task) {
    await new DeleteTask().handle(this.actor(name), task)
    await new RestoreTask().handle(this.actor(name), task)
  }
}
