/** Damaged, truncated, made by a newer version, or no backup. */
export class UnusableBackup extends Error {}
