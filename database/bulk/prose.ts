import type { Random } from '#database/bulk/random'
import {
  CUSTOMERS,
  DOINGS,
  FIRST_NAMES,
  PLACES,
  PROBLEMS,
  QUALITIES,
  THINGS,
} from '#database/bulk/words'

/** Generates text from random numbers. */
type Phrase = (random: Random) => string

const thing: Phrase = (random) => random.pickEarly(THINGS)
const place: Phrase = (random) => random.pickEarly(PLACES)
const problem: Phrase = (random) => random.pickEarly(PROBLEMS)
const quality: Phrase = (random) => random.pickEarly(QUALITIES)
const doing: Phrase = (random) => random.pickEarly(DOINGS)
const customer: Phrase = (random) => random.pickEarly(CUSTOMERS)
const colleague: Phrase = (random) => random.pick(FIRST_NAMES)
const reference: Phrase = (random) =>
  `${random.pick(['INV', 'ORD', 'REQ'])}-${random.int(1e4, 9e5)}`

const TITLES: Phrase[] = [
  (r) => `${capital(doing(r))} the ${quality(r)} ${thing(r)}`,
  (r) => `${capital(thing(r))} in ${place(r)} ${problem(r)}`,
  (r) => `${capital(doing(r))} ${thing(r)} for ${customer(r)}`,
  (r) => `${capital(doing(r))} ${thing(r)} and ${thing(r)} in ${place(r)}`,
  (r) => `${customer(r)}: ${quality(r)} ${thing(r)}`,
  (r) => `${capital(quality(r))} ${thing(r)} ${problem(r)}`,
  (r) => `${capital(doing(r))} ${thing(r)} ${reference(r)}`,
  (r) => `${capital(thing(r))}: ${doing(r)} before ${colleague(r)} is on holiday`,
]

const SENTENCES: Phrase[] = [
  (r) => `The ${thing(r)} in ${place(r)} ${problem(r)}.`,
  (r) => `${customer(r)} asked for a ${quality(r)} ${thing(r)} by the end of the week.`,
  (r) => `We should ${doing(r)} the ${thing(r)} before we ${doing(r)} the ${thing(r)}.`,
  (r) => `${colleague(r)} has the ${quality(r)} ${thing(r)} and knows why it ${problem(r)}.`,
  (r) => `See ${reference(r)} for the ${thing(r)}.`,
  (r) => `It happens in ${place(r)} too, though only with a ${quality(r)} ${thing(r)}.`,
  (r) => `Please ${doing(r)} it together with the ${thing(r)}.`,
  (r) => `Done when the ${thing(r)} no longer ${problem(r)} and ${customer(r)} has agreed.`,
  (r) => `Last time the ${quality(r)} ${thing(r)} took ${r.int(2, 30)} hours.`,
  (r) => `Steps: ${doing(r)} the ${thing(r)}, ${doing(r)} the ${thing(r)}, then tell ${place(r)}.`,
]

const REMARKS: Phrase[] = [
  () => 'Thanks, that helps.',
  () => 'Done, please have a look.',
  (r) => `I talked to ${customer(r)}: they can wait until ${r.pick(['Tuesday', 'Friday'])}.`,
  (r) => `${colleague(r)}, can you ${doing(r)} the ${thing(r)}?`,
  (r) => `Still the same: the ${thing(r)} in ${place(r)} ${problem(r)}.`,
  (r) => `I can't reproduce it with the ${quality(r)} ${thing(r)}.`,
  (r) => `Attached to ${reference(r)}.`,
  (r) => `Half of it is done; the ${thing(r)} is left.`,
]

export const title: Phrase = (random) => random.pickEarly(TITLES)(random)

/** Nothing, usually a few sentences, sometimes two pages. */
export const description: Phrase = (random) => {
  if (random.chance(0.2)) return ''
  const length = random.chance(0.02) ? random.int(15, 40) : random.int(1, 5)
  return text(random, SENTENCES, length, 4)
}

export const comment: Phrase = (random) => text(random, REMARKS, random.int(1, 3), 3)

/** A customer's name or a document number. */
export { customer, reference }

function text(random: Random, phrases: Phrase[], length: number, paragraph: number) {
  let said = random.pickEarly(phrases)(random)
  for (let sentence = 1; sentence < length; sentence++) {
    said += sentence % paragraph === 0 ? '\n\n' : ' '
    said += random.pick(phrases)(random)
  }
  return said
}

function capital(words: string) {
  return words[0].toUpperCase() + words.slice(1)
}
