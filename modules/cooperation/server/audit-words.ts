import { registerAudit, type RegisterAuditWord } from '@gloact/registers'

const OWN = [
  'cooperation.step_taken',
  'cooperation.request_read',
  'cooperation.letter_printed',
  'cooperation.file_opened',
  'cooperation.request_destroyed',
  'cooperation.person_previewed',
  'cooperation.person_read',
  'cooperation.person_destroyed',
] as const

/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const COOPERATION_AUDIT = [
  ...OWN,
  ...registerAudit('cooperation.authority'),
  ...registerAudit('cooperation.meeting'),
  ...registerAudit('cooperation.recommendation'),
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords
    extends
      Record<(typeof OWN)[number], true>,
      Record<RegisterAuditWord<'cooperation.authority' | 'cooperation.meeting' | 'cooperation.recommendation'>, true> {}
}
