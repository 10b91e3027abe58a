import type { UserActor } from '#accounts/users/actor'
import Team from '#teams/teams/models/team'
import type { Choice } from '#tasks/tasks/pages/choices'

interface Filter {
  name: string
  text: string
  choices: Choice[]
  chosen: string[]
}

interface Preset {
  name: string
  value: string | number
  text: string
}

/** So that a task added in a filtered list matches its filters. */
export async function presetsFrom(filters: Filter[], actor: UserActor): Promise<Preset[]> {
  const presets = filters.flatMap((filter) => presetOf(filter, actor) ?? [])
  const team = presets.find(({ name }) => name === 'team')
  if (!team || (await Team.isWorker(actor, Number(team.value)))) return presets
  return presets.filter((preset) => preset !== team)
}

function presetOf({ name, text, choices, chosen }: Filter, actor: UserActor): Preset | null {
  if (chosen.length !== 1 || chosen[0] === 'none') return null
  const choice = choices.find(({ value, label }) => [String(value), label].includes(chosen[0]))
  if (!choice) return null

  return { name, value: valueFor(name, choice, actor), text: `${text}: ${choice.label}` }
}

/** Forms take tags by name. */
function valueFor(name: string, { value, label }: Choice, actor: UserActor) {
  if (name === 'tags') return label
  return value === 'me' ? actor.user.id : value
}
