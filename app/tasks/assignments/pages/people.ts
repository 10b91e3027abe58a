import User from '#accounts/users/models/user'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

/** Somebody as the API's documents and the history have them. */
export interface Person {
  id: number
  username: string
  displayName?: string
}

/** Whom a task names. */
export function peopleOf({ created_by: creator, assigned_to: assignees }: TaskDocument): Person[] {
  return [creator, ...assignees]
}

/**
 * Gives each of these people the `displayName` that their user has today, so that pages call them as
 * they call users, whatever their username was when it was written down. One query for all.
 */
export async function giveNames(people: Person[]): Promise<void> {
  const ids = [...new Set(people.map(({ id }) => id))]
  const users = await User.query()
    .select('id', 'username', 'first_name', 'last_name')
    .whereIn('id', ids)
  const names = new Map(users.map((user) => [user.id, user.displayName]))

  for (const person of people) person.displayName = names.get(person.id) ?? person.username
}
