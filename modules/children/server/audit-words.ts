import { registerAudit, type RegisterAuditWord } from '@gloact/registers'

/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const CHILDREN_AUDIT = [
  ...registerAudit('children.guardian'),
  'children.step_taken',
  'children.child_read',
  'children.interviews_told',
  'children.figures_read',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<
    | RegisterAuditWord<'children.guardian'>
    | 'children.step_taken'
    | 'children.child_read'
    | 'children.interviews_told'
    | 'children.figures_read',
    true
  > {}
}
