import type Task from '#tasks/tasks/models/task'
import type { Name } from '#database/demo/accounts'
import type { Telling } from '#database/demo/telling'

interface TeamTelling extends Pick<Telling, 'timeline' | 'cast' | 'team'> {
  workers: Name[]
}

/** Small tasks, one every other day: done by the next, archived when old. */
export function tellEveryday({ timeline, cast, team, workers }: TeamTelling, titles: string[]) {
  for (const [index, title] of titles.entries()) {
    const day = -27 + index * 2.3
    const worker = workers[index % workers.length]
    const other = workers[(index + 1) % workers.length]
    let task: Task

    timeline.on(day, async () => {
      task = await cast.create(other, {
        title,
        team: team(),
        priority: index % 5 === 0 ? 'high' : 'medium',
        assignedTo: index % 3 === 0 ? [] : [cast.id(worker)],
        estimatedHours: 1,
      })
    })
    if (index === 3) timeline.on(day + 0.1, () => cast.mislay(other, task))
    timeline.on(day + 0.4, () => cast.update(worker, task, { status: 'in_progress' }))
    if (index % 4 === 1) timeline.on(day + 0.5, () => cast.say(worker, task, 'On it.'))
    timeline.on(day + 0.9 + (index % 3), () =>
      cast.update(worker, task, { status: 'done', actualHours: 0.5 + (index % 3) * 0.5 })
    )
    if (day < -18) timeline.on(day + 9, () => cast.update(worker, task, { isArchived: true }))
  }
}

/** The backlog: tasks that nobody has started. */
export function tellBacklog({ timeline, cast, team, workers }: TeamTelling, titles: string[]) {
  for (const [index, title] of titles.entries()) {
    const day = -33 + (index * 32) / titles.length
    const author = workers[index % workers.length]
    let task: Task

    timeline.on(day, async () => {
      task = await cast.create(author, {
        title,
        team: team(),
        priority: index % 3 === 0 ? 'low' : 'medium',
        tags: ['idea'],
      })
    })
    if (index % 4 === 2) {
      timeline.on(day + 0.7, () =>
        cast.say(workers[(index + 1) % workers.length], task, 'I like it. After the holidays?')
      )
    }
  }
}

/** Private tasks: every other one is done, one of the rest is overdue. */
export function tellPersonal(
  { timeline, cast }: Pick<Telling, 'timeline' | 'cast'>,
  notes: [Name, string][]
) {
  for (const [index, [owner, title]] of notes.entries()) {
    const day = -12 + index
    let task: Task

    timeline.on(day, async () => {
      task = await cast.create(owner, {
        title,
        dueDate: timeline.endOf(day + 6),
        assignedTo: [cast.id(owner)],
      })
    })
    if (index % 2 === 1) timeline.on(day + 2, () => cast.update(owner, task, { status: 'done' }))
  }
}
