/** What of the exchange is recorded in the audit log: what was done, never what was in it. */
export const EXCHANGE_AUDIT = [
  'exchange.peer_proposed',
  'exchange.peer_confirmed',
  'exchange.peer_declined',
  'exchange.peer_withdrawn',
  'exchange.peer_revoked',
  'exchange.message_sent',
  'exchange.message_received',
  'exchange.message_refused',
  'exchange.receipt_sent',
  'exchange.receipt_received',
  'exchange.bundle_made',
  'exchange.bundle_taken',
  'exchange.alarm_raised',
  'exchange.alarm_seen',
  'exchange.conversation_erased',
  'exchange.file_added',
  'exchange.file_removed',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof EXCHANGE_AUDIT)[number], true> {}
}
