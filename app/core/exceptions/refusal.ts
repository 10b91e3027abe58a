/** What was asked for can't be done, and nothing was changed; the message says why and what to do. */
export class Refusal extends Error {}
