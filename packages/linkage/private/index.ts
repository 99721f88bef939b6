export { attackEncodings, withstands, type AttackReport } from './attack-report.ts'
export {
  FIELD_KINDS,
  LINKAGE_PROFILES,
  LINKAGE_PURPOSES,
  projectKey,
  readAgreement,
  type LinkageAgreement,
} from './agreement.ts'
export { fromBase64, toBase64 } from './base64.ts'
export { bitRows, type BitRows } from './bit-rows.ts'
export type { Join } from './candidates.ts'
export { compileKernel } from './compile-kernel.ts'
export { JoinCancelled, joinDice, type DiceJoinOptions, type DiceKernel } from './dice-join.ts'
export type { DicePairs } from './dice-pairs.ts'
export { encodeForAgency, MOST_FOUND, secretIn, type AgencyEncoding, type AgencyRefusal } from './encode-for-agency.ts'
export {
  checkTogether,
  encodeBySchema,
  encodeUnderAgreement,
  schemaDigest,
  type AgreedEncoding,
  type TextTable,
} from './encode-list.ts'
export { createRecordEncoder, type RecordEncoder, type ValueProblem } from './encode-records.ts'
export { checksumOf, readEncodings, writeEncodings, type EncodedList, type EncodingKind } from './encodings.ts'
export { historiesOf, withoutDummies, type DummyCount, type LinkedHistories } from './histories.ts'
export { readLinkageSchema, type LinkageProblem, type LinkageSchema } from './linkage-schema.ts'
export { lookAtList, type FieldLook, type ListLook } from './look-at-list.ts'
export { matchLists, type ListMatches, type MatchOptions } from './match-lists.ts'
export { systemChoose } from './system-choose.ts'
export { linkageSchemaOf, writeLinkageSchema } from './write-linkage-schema.ts'
