/** A restore that would do harm; nothing was changed. */
export class RestoreRefused extends Error {}
