import type { Name } from '#database/demo/accounts'

/** Private tasks, which belong to no team. */
export const PERSONAL: [Name, string][] = [
  ['anna', 'Prepare for the meeting with the bank'],
  ['anna', 'Read the new battery regulations'],
  ['anna', 'Invite everyone to the autumn dinner'],
  ['mara', 'Plan my week at the trade fair'],
  ['mara', 'Thank Sofia for the help page'],
  ['jonas', 'Request two days off in spring'],
  ['jonas', 'Learn to use the new milling machine'],
  ['jonas', 'Book the course on motors'],
  ['sofia', 'Write handover notes for when I’m away'],
  ['sofia', 'Find a Portuguese glossary of bicycle parts'],
]
