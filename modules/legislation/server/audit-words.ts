/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const LEGISLATION_AUDIT = [
  'legislation.law_added',
  'legislation.expression_added',
  'legislation.original_added',
  'legislation.law_amended',
  'legislation.assessment_opened',
  'legislation.finding_answered',
  'legislation.finding_reviewed',
  'legislation.report_printed',
  'legislation.ratification_recorded',
  'legislation.gap_planned',
  'legislation.drafting_step_taken',
  'legislation.clause_written',
  'legislation.remark_made',
  'legislation.remark_decided',
  'legislation.agency_invited',
  'legislation.pack_added',
  'legislation.translation_signed',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof LEGISLATION_AUDIT)[number], true> {}
}
