/** What of this module is recorded in the audit log: what was done, never who it was about. */
export const TRAINING_AUDIT = [
  'training.planned',
  'training.published',
  'training.nominated',
  'training.decided',
  'training.read',
  'training.practitioners_read',
  'training.invited',
  'training.session_opened',
  'training.session_closed',
  'training.attendance_recorded',
  'training.attendance_removed',
  'training.bank_imported',
  'training.bank_written',
  'training.essays_read',
  'training.essay_marked',
  'training.forms_drawn',
  'training.test_opened',
  'training.test_closed',
  'training.certified',
  'training.certificate_read',
  'training.certificate_revoked',
  'training.doubles_read',
  'training.double_decided',
  'training.double_undone',
  'training.consent_recorded',
  'training.transferred',
  'training.trainers_read',
  'training.trainer_listed',
  'training.delivery_recorded',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof TRAINING_AUDIT)[number], true> {}
}
