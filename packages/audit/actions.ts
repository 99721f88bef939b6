/**
 * What was audited before modules declared their words themselves: `subject.past_verb`, what was done and never what was in it.
 * What stands in the log is never renamed. A new module declares its own, as `ModuleAuditWords` says.
 */
export const AUDIT_ACTIONS = [
  'file.listed',
  'file.read',
  // A record about the person that lies in another module: an assessment, a guardianship, a referral, what was sent with it.
  'file.record_read',
  'file.identity_opened',
  'file.restricted_opened',
  // Somebody asked to open a file in an emergency, and there was none within reach.
  'file.glass_sought',
  'file.glass_broken',
  'file.openings_listed',
  'file.opening_reviewed',
  'file.opening_ended',
  // A file was closed to a member of staff: a conflict of interest, an alleged involvement; or opened to them again.
  'file.staff_excluded',
  'file.exclusion_ended',
  'file.exclusions_listed',
  'file.opened',
  'file.attachment_uploaded',
  'file.attachment_opened',
  // A virus scanner found something in what somebody sent.
  'file.attachment_infected',
  'file.action_recorded',
  'file.action_rejected',
  // The head of a log from before entries held hashes, found whole.
  'file.log_witnessed',
  'file.history_read',
  // What the file said at a moment, or between two; who has read it; a document of it on paper.
  'file.past_read',
  'file.readers_read',
  // A number was tried, to see who has read the file; whether it is one or not.
  'file.readers_sought',
  // Somebody asked for what they may not see, or what is not there: one entry an hour for each person.
  'file.refused',
  // Somebody searched, took lists out or tried numbers faster than the country's pace allows.
  'use.slowed',
  'file.printed',
  'file.erased',
  'file.erasure_asked',
  'file.erasure_withdrawn',
  'backup.made',
  'backup.restored',
  // That somebody searched, never what for.
  'search.ran',
  'file.exported',
  'tag.changed',
  'view.saved',
  'view.removed',
  'caseload.listed',
  'caseload.read',
  'caseload.handed_over',
  'export.made',
  'import.ran',
  'import.tried',
  'import.undone',
  'import.undo_asked',
  'import.undo_confirmed',
  'import.undo_declined',
  'import.restored',
  'import.restore_asked',
  'import.restore_confirmed',
  'import.restore_declined',
  'session.started',
  'session.failed',
  'session.ended',
  'session.revoked',
  'account.invited',
  'account.activated',
  'account.changed',
  'account.suspended',
  'account.reinstated',
  'account.locked',
  'account.password_changed',
  'account.second_factor_added',
  'account.second_factor_removed',
  'account.recovery_code_used',
  'account.conduct_accepted',
  'role.requested',
  'role.granted',
  'role.refused',
  'role.revoked',
  'agency.created',
  'agency.changed',
  'designation.requested',
  'designation.granted',
  'designation.refused',
  'team.created',
  'team.changed',
  'calendar_feed.renewed',
  'calendar_feed.revoked',
  // The first asking of a day; calendar programs ask every few minutes.
  'calendar_feed.read',
  'configuration.changed',
  'key.renewed',
  'key.retired',
  'audit.read',
  'audit.verified',
  'audit.proof_exported',
  'access.reviewed',
  // A role or team that stands in the tables and that the server did not give; what stood before seals were made was sealed.
  'access.unproven',
  'access.attested',
  'account.phone_lost',
  'account.device_forgotten',
  'account.factor_reset_asked',
  'account.factor_reset_confirmed',
  'account.factor_reset_declined',
  'account.single_sign_on_connected',
  // What would let somebody see more, asked by one and confirmed or declined by another.
  'access.requested',
  'access.granted',
  'access.refused',
  // From the server, by the person who holds the key that opens the keys.
  'account.recovered',
] as const

/**
 * The words of modules, which begin with the module's name. A module adds its own to this type (`declare module '@gloact/audit'`)
 * and lists them as `audit` of its `ServerModule`, so that an entry of a word that nobody declared does not compile.
 */
export interface ModuleAuditWords {}

export type AuditAction = (typeof AUDIT_ACTIONS)[number] | keyof ModuleAuditWords
