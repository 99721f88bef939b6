/** What holds logs against their hashes and the audit log, and nothing else: a command that only verifies loads no more than this. */
export { storedBy } from './log/record-kind.ts'
export {
  verifyChangedRecords,
  type CheckedUpTo,
  type NightlyCheck,
  type WitnessedLog,
} from './log/verify-changed-records.ts'
export { verifyRecords, type RecordsVerified } from './log/verify-records.ts'
export { LOG_BREAKS, type LogBreak } from './verify-log.ts'
export { verifyRequestLogs } from './verify-requests.ts'
