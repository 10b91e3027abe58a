/** Nothing was changed; the message says why and what to do. */
export class Refusal extends Error {}
