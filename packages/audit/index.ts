export * from './actions.ts'
export { closeBlock, type BlockHead } from './block.ts'
export { countBlocks, lastByActor, openingsByDay, type OpeningsOfDay } from './fold-audit.ts'
export { detailsOf, withoutRow, type ToldOf } from './details-of.ts'
export { exportHead } from './export-head.ts'
export { checkAuditProof, makeAuditProof, PROOF_PROBLEMS, type AuditProof, type ProofCheck } from './proof.ts'
export { READING_MINUTES, recordReading } from './record-reading.ts'
export { recordRefused } from './record-refused.ts'
export { readAudit, recordAudit } from './record-audit.ts'
export type { AuditDetail, AuditEntry, AuditFilter, RecordedEntry } from './record-audit.ts'
export * from './signer.ts'
export {
  AUDIT_BREAKS,
  verifyAudit,
  type AuditBreak,
  type AuditVerification,
  type VerifyOptions,
} from './verify-audit.ts'
