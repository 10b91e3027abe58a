import type { UserActor } from '#accounts/users/actor'
import Task from '#tasks/tasks/models/task'
import Team from '#teams/teams/models/team'
import { listTasks } from '#tasks/lists/queries/list_tasks'
import { findChangeable } from '#tasks/tasks/queries/find_changeable'
import { addDisplayNames, peopleOf } from '#tasks/assignments/pages/people'
import { findHistory } from '#tasks/history/pages/history'
import { findPeople, findTeams, UNSEEN_TEAM } from '#tasks/tasks/pages/choices'
import { renderTexts } from '#tasks/comments/pages/rendered_texts'
import type { Moment } from '#tasks/history/queries/list_timeline'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

export async function describeTask(
  record: Task,
  task: TaskDocument,
  actor: UserActor,
  { before }: { before?: Moment }
) {
  const teams = await findTeams(actor, [task.team ?? []].flat())
  const reader = {
    timezone: actor.user.timezone,
    teams: new Map(teams.map(({ id, name }) => [id, name])),
  }
  const [people, parent, subtasks, history, [description]] = await Promise.all([
    findPeople(
      actor,
      task.assigned_to.map(({ id }) => id)
    ),
    task.parent_task && visibleTo(actor).where('tasks.id', task.parent_task).first(),
    findSubtasks(task, actor),
    findHistory(record, actor, reader, before),
    renderTexts(
      task.description ? [{ taskId: task.id, commentId: null, text: task.description }] : []
    ),
  ])
  await addDisplayNames([task, ...subtasks.results].flatMap(peopleOf))

  return {
    people,
    parent,
    history,
    subtasks,
    description,
    unseenTeam: UNSEEN_TEAM,
    team: teams.find(({ id }) => id === task.team),
    teamOfSubtasks: await teamToWorkIn(actor, task),
    editable: await findChangeable(actor, subtasks.results),
    progress: progressOf(subtasks.results),
  }
}

/** Subtasks belong to the parent's team, if the user may add tasks to it. */
export async function teamToWorkIn(
  actor: UserActor,
  { team }: TaskDocument
): Promise<number | null> {
  return team !== null && (await Team.isWorker(actor, team)) ? team : null
}

const visibleTo = (actor: UserActor) => Task.query().withScopes((scopes) => scopes.visibleTo(actor))

async function findSubtasks({ id }: TaskDocument, actor: UserActor) {
  const page = await listTasks(
    actor,
    {
      parentTask: [id],
      isArchived: [false, true],
      pageSize: 100,
      ordering: 'created_at',
    },
    { brief: true }
  )
  return { next: page.next, results: page.rows.map((row) => JSON.parse(row) as TaskDocument) }
}

/** Cancelled subtasks don't count. */
function progressOf(subtasks: TaskDocument[]) {
  const wanted = subtasks.filter(({ status }) => status !== 'cancelled')
  return { total: wanted.length, done: wanted.filter(({ status }) => status === 'done').length }
}
