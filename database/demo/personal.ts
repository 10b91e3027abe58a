import type { Name } from '#database/demo/accounts'

/** Private tasks, which belong to no team. */
export const PERSONAL: [Name, string][] = [
  ['anna', 'Prepare the talk with the bank'],
  ['anna', 'Read the new rules on batteries'],
  ['anna', 'Invite everybody to the autumn dinner'],
  ['mara', 'Plan my week at the trade fair'],
  ['mara', 'Thank Sofia for the help page'],
  ['jonas', 'Ask for the two days in spring'],
  ['jonas', 'Learn to use the new milling machine'],
  ['jonas', 'Book the course about motors'],
  ['sofia', 'Write down what I do, for when I am away'],
  ['sofia', 'Look for a Portuguese dictionary of bicycle parts'],
]
