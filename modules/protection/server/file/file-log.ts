import { storedBy, type WitnessedLog } from '@gloact/records/server/verify'

/** Where the log of a person's file lies, and which entries of the audit log tell of it: all that verifying it needs. */
export const FILE_LOG = {
  kind: 'protection.case_file',
  table: 'protection.case_file',
  logTable: 'protection.file_action',
  recordColumn: 'file_id',
  toStored: storedBy('file_id'),
  audited: ['file.opened', 'file.action_recorded', 'file.log_witnessed'],
  witnessed: 'file.log_witnessed',
} as const satisfies WitnessedLog
