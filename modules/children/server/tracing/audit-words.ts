/** What of tracing is recorded in the audit log: what was done, never what was in it. */
export const TRACING_AUDIT = [
  'children.tracing_step_taken',
  'children.match_read',
  'children.matches_listed',
  'children.photograph_added',
  'children.photograph_opened',
  'children.photograph_taken_back',
  'children.tracing_request_forgotten',
  'children.requests_imported',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof TRACING_AUDIT)[number], true> {}
}
