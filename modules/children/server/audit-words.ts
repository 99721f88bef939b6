import { registerAudit, type RegisterAuditWord } from '@gloact/registers'

/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const CHILDREN_AUDIT = [
  ...registerAudit('children.guardian'),
  ...registerAudit('children.carer'),
  'children.step_taken',
  'children.child_read',
  'children.interviews_told',
  'children.figures_read',
  'children.guardian_suspended',
  'children.complaint_reviewed',
  'children.voice_added',
  'children.voice_played',
  'children.cases_imported',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<
    | RegisterAuditWord<'children.guardian'>
    | RegisterAuditWord<'children.carer'>
    | 'children.step_taken'
    | 'children.child_read'
    | 'children.interviews_told'
    | 'children.figures_read'
    | 'children.guardian_suspended'
    | 'children.complaint_reviewed'
    | 'children.voice_added'
    | 'children.voice_played'
    | 'children.cases_imported',
    true
  > {}
}
