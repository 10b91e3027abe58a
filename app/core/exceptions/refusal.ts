/** The request can't be fulfilled and nothing was changed; the message says why and what to do. */
export class Refusal extends Error {}
