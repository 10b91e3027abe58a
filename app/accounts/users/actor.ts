import type { Actor, SystemActor, UserActor } from '#accounts/users/models/user'

export type { Actor, UserActor }

export const userActor = (user: UserActor['user']): UserActor => ({ kind: 'user', user })

export const systemActor = (name: string): SystemActor => ({ kind: 'system', name })

/** On the command line. */
export const OPERATOR = systemActor('command line')

export const actsAsAdmin = (actor: Actor) => actor.kind === 'system' || actor.user.isAdmin

export const actorId = (actor: Actor) => (actor.kind === 'user' ? actor.user.id : null)

/** @throws if the system names no user as creator */
export function creatorId(actor: Actor, createdById?: number): number {
  if (actor.kind === 'user') return actor.user.id
  if (createdById !== undefined) return createdById
  throw new Error(`Say for which user "${actor.name}" creates this (createdById)`)
}

export const causeOf = (actor: Actor) => (actor.kind === 'user' ? actor.user.id : actor.name)

export const sourceOf = (actor: Actor) => (actor.kind === 'system' ? actor.name : null)
