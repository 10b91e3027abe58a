import { AuditLogSchema } from '#database/schema'

/** Something that was done and can't be undone; the entry outlives what it speaks of. */
export default class AuditEntry extends AuditLogSchema {
  static table = 'audit_log'
}
