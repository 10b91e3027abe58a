import type Task from '#tasks/tasks/models/task'
import type { Part, Project } from '#database/demo/story'
import type { Telling } from '#database/demo/telling'

/** Default comments. */
const REMARKS = [
  'I’ve started on this.',
  'I’m halfway through.',
  'Ready for review. Could you have a look?',
  'This took longer than I thought, but it is done.',
  'Looks good to me.',
  'I left two small things for later and noted them in the description.',
]

/** Plays one part of a project: planned, started, discussed, and completed or not. */
export function tellPart(
  { timeline, cast, founder, team }: Telling,
  { starts, pace, drag = 1, by, talk, tags, priority }: Project,
  part: Part,
  index: number,
  whole: () => number
) {
  const worker = by[index % by.length]
  const span = pace * drag
  const begin = starts + index * span
  const due = starts + (index + 1) * pace - 1
  let task: Task

  plan()
  if (part.cancelled) giveUp(part.cancelled)
  else if (part.blocked) getStuck(part.blocked)
  else finish()

  function plan() {
    timeline.on(starts - 1.5 + index / 50, async () => {
      task = await cast.create(founder, {
        title: part.title,
        priority: part.priority ?? priority,
        tags: tags.slice(0, 1 + (index % 2)),
        team: team(),
        parentTask: whole(),
        dueDate: timeline.endOf(due),
        estimatedHours: part.hours,
        assignedTo: [cast.id(worker)],
      })
    })
  }

  function giveUp(why: string) {
    timeline.on(begin, () => cast.say(founder, task, why))
    timeline.on(begin, () => cast.update(founder, task, { status: 'cancelled' }))
  }

  function work() {
    const [speaker, words] = talk[index] ?? [worker, REMARKS[index % REMARKS.length]]
    timeline.on(begin, () => cast.update(worker, task, { status: 'in_progress' }))
    timeline.on(begin + span * 0.4, () => cast.say(speaker, task, words))
  }

  function getStuck(why: string) {
    work()
    timeline.on(begin + span * 0.6, () => cast.say(worker, task, why))
    timeline.on(begin + span * 0.6, () => cast.update(worker, task, { status: 'blocked' }))
  }

  function finish() {
    work()
    if (drag > 1.2) {
      timeline.on(due + 1, async () => {
        await task.refresh()
        if (!task.isClosed) await cast.update(founder, task, { priority: 'urgent' })
      })
    }

    // Every third waits longer for its review.
    const wait = index % 3 === 2 ? 1.5 : 0
    const actualHours = part.hours ? part.hours * (0.75 + (index % 4) * 0.25) : null
    timeline.on(begin + span * 0.8, () => cast.update(worker, task, { status: 'in_review' }))
    timeline.on(begin + span * 0.95 + wait, () =>
      cast.update(worker, task, { status: 'done', actualHours })
    )
  }
}
