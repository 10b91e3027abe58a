import type Task from '#tasks/tasks/models/task'
import { tellPart } from '#database/demo/tell_part'
import type { Project } from '#database/demo/story'
import type { Telling } from '#database/demo/telling'

/** Plays a project: planned in parts, postponed, completed. */
export function tellProject(telling: Telling, project: Project) {
  const { timeline, cast, founder, team } = telling
  const { starts, pace, drag = 1, by, parts } = project
  const plannedEnd = starts + parts.length * pace
  const realEnd = starts + parts.length * pace * drag
  let whole: Task

  timeline.on(starts - 2, async () => {
    whole = await cast.create(founder, {
      title: project.title,
      description: project.description,
      priority: project.priority,
      tags: project.tags,
      team: team(),
      dueDate: timeline.endOf(plannedEnd),
      estimatedHours: parts.reduce((sum, { hours = 0 }) => sum + hours, 0),
      assignedTo: by.map((name) => cast.id(name)),
    })
  })
  for (const [index, part] of parts.entries()) {
    tellPart(telling, project, part, index, () => whole.id)
  }

  timeline.on(starts, () => cast.update(by[0], whole, { status: 'in_progress' }))
  if (drag > 1) {
    const dueDate = timeline.endOf(realEnd - 1)
    timeline.on(plannedEnd - pace, () => cast.update(founder, whole, { dueDate }))
  }
  timeline.on(realEnd, () => cast.update(founder, whole, { status: 'done' }))
}
