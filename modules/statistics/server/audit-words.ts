import { registerAudit, type RegisterAuditWord } from '@gloact/registers'

/** What of this module is recorded in the audit log: what was done, never which figure. */
const FIGURES = [
  'statistics.figures_exported',
  'statistics.view_saved',
  'statistics.view_removed',
  'statistics.view_scheduled',
  'statistics.schedule_ended',
  'statistics.schedule_stopped',
] as const
export const STATISTICS_AUDIT = [
  ...FIGURES,
  ...registerAudit('statistics.all_victims'),
  ...registerAudit('statistics.prosecution'),
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<
    (typeof FIGURES)[number] | RegisterAuditWord<'statistics.all_victims' | 'statistics.prosecution'>,
    true
  > {}
}
