import type { TaskChange } from '#tasks/changes/task_change'
import { guardAssignees, writeAssignees } from '#tasks/changes/steps/assignees'
import { applyDeletion, applyInput, deriveTimes, saveTask } from '#tasks/changes/steps/columns'
import { recordHistory } from '#tasks/changes/steps/history'
import { guardParent, lockTree } from '#tasks/changes/steps/parent'
import { findTags, writeTags } from '#tasks/changes/steps/tags'
import { guardTeam, leaveDeletedTeam } from '#tasks/changes/steps/team'

export type Phase = 'lock' | 'guard' | 'apply' | 'derive' | 'record'
export type Step = (change: TaskChange) => unknown

/**
 * What happens when a task is created, updated, deleted or restored, in this order:
 *
 * - lock: what has to be locked before the task, to avoid deadlocks
 * - guard: whether the change is allowed; faults are collected and reported together
 * - apply: sets what was asked for, in memory
 * - derive: sets what follows from that, in memory
 * - record: writes it all; skipped where nothing changed
 */
const STEPS: Record<Phase, Step[]> = {
  lock: [findTags, lockTree],
  guard: [guardAssignees, guardParent, guardTeam],
  apply: [applyInput, applyDeletion],
  derive: [deriveTimes, leaveDeletedTeam],
  record: [saveTask, writeTags, writeAssignees, recordHistory],
}

/** For domains that build on tasks; returns a function that removes the step. */
export function addTaskStep(phase: Phase, step: Step): () => void {
  STEPS[phase].push(step)
  return () => void STEPS[phase].splice(STEPS[phase].indexOf(step), 1)
}

export async function runSteps(phase: Phase, change: TaskChange) {
  for (const step of STEPS[phase]) await step(change)
}
