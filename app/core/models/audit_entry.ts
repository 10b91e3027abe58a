import { AuditLogSchema } from '#database/schema'

export default class AuditEntry extends AuditLogSchema {
  static table = 'audit_log'
}
