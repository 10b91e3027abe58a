import User from '#accounts/users/models/user'
import type { TaskDocument } from '#tasks/tasks/queries/task_document'

export interface Person {
  id: number
  username: string
  displayName?: string
}

export function peopleOf({ created_by: creator, assigned_to: assignees }: TaskDocument): Person[] {
  return [creator, ...assignees]
}

/** Adds each user's current `displayName`; one query for all. */
export async function addDisplayNames(people: Person[]): Promise<void> {
  const ids = [...new Set(people.map(({ id }) => id))]
  const users = await User.query()
    .select('id', 'username', 'first_name', 'last_name')
    .whereIn('id', ids)
  const names = new Map(users.map((user) => [user.id, user.displayName]))

  for (const person of people) person.displayName = names.get(person.id) ?? person.username
}
