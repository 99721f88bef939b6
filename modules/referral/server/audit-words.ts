/** What of this module is recorded in the audit log: what was done, never what was in it. */
export const REFERRAL_AUDIT = [
  'referral.step_taken',
  'referral.package_previewed',
  'referral.package_read',
  'referral.package_destroyed',
  'referral.capacity_kept',
  'referral.site_blocked',
  'referral.site_lifted',
  'referral.measures_read',
  'referral.channel_proposed',
  'referral.channel_confirmed',
  'referral.detail_proposed',
  'referral.detail_confirmed',
  'referral.detail_read',
  'referral.link_made',
  'referral.link_opened',
  'referral.link_refused',
  'referral.entry_proposed',
  'referral.entry_approved',
  'referral.entry_rejected',
  'referral.entry_confirmed',
  'referral.directory_exported',
  'referral.directory_imported',
] as const

declare module '@gloact/audit' {
  interface ModuleAuditWords extends Record<(typeof REFERRAL_AUDIT)[number], true> {}
}
