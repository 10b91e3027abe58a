import { TagSchema } from '#database/schema'

/** A word that many tasks share, one for everybody, unique without regard to case. */
export default class Tag extends TagSchema {}
