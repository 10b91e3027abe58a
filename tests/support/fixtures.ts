import Tag from '#tasks/tags/models/tag'
import Comment from '#tasks/comments/models/comment'
import TaskTemplate from '#tasks/templates/models/task_template'
import { TaskFactory } from '#database/factories/task_factory'
import { createTeam } from '#database/factories/team_factory'
import { UserFactory } from '#database/factories/user_factory'

/**
 * An admin and one record of each kind that they may change. `fillPath` replaces the parameters of
 * a path, `/api/tasks/{id}/` or `/tasks/:id`, with their ids.
 */
export async function createFixtures() {
  const admin = await UserFactory.apply('admin').create()
  const team = await createTeam(admin)
  const task = await TaskFactory.merge({ createdById: admin.id }).create()
  const comment = await Comment.create({ taskId: task.id, userId: admin.id, body: 'Soon.' })
  const tag = await Tag.create({ name: 'hostile', createdById: admin.id })
  const template = await TaskTemplate.create({ name: 'hostile', createdById: admin.id, title: 'A' })

  const ids: Record<string, number> = {
    'users': admin.id,
    'teams': team.id,
    'tasks': task.id,
    'tags': tag.id,
    'task-templates': template.id,
    'comment_id': comment.id,
    'user_id': admin.id,
  }
  const fillPath = (pattern: string) => {
    const [resource] = pattern.replace(/^\/(api\/)?/, '').split('/')
    return pattern.replace(/[{:](\w+)}?/g, (_, name) => String(ids[name] ?? ids[resource] ?? 1))
  }
  return { admin, fillPath }
}
