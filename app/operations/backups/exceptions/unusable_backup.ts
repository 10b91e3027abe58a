/** A file that can't be restored from: it's damaged, or something else, or made by a newer version. */
export class UnusableBackup extends Error {}
