/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const CHILDREN_AUDIT = ['children.step_taken'] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof CHILDREN_AUDIT)[number], true> {}
}
