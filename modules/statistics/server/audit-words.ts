/** What of this module is recorded in the audit log: what was done, never which figure. */
export const STATISTICS_AUDIT = [
  'statistics.figures_exported',
  'statistics.view_saved',
  'statistics.view_removed',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof STATISTICS_AUDIT)[number], true> {}
}
