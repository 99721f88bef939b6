export { attackEncodings, byChance, withstands, type AttackReport } from './attack-report.ts'
export {
  dummyShareFor,
  dummyShareOf,
  FIELD_KINDS,
  LINKAGE_PROFILES,
  LINKAGE_PURPOSES,
  MOST_FOUND,
  readAgreement,
  SMALL_LIST,
  type LinkageAgreement,
} from './agreement.ts'
export { fromBase64, toBase64 } from './base64.ts'
export { bitRows, type BitRows } from './bit-rows.ts'
export type { Join } from './candidates.ts'
export { compileKernel } from './compile-kernel.ts'
export { JoinCancelled, joinDice, type DiceJoinOptions, type DiceKernel } from './dice-join.ts'
export type { DicePairs } from './dice-pairs.ts'
export { encodeBySchema, schemaDigest } from './encode-by-schema.ts'
export { encodeForAgency, type AgencyEncoding, type AgencyRefusal } from './encode-for-agency.ts'
export { checkTogether, encodeUnderAgreement, type AgreedEncoding, type TextTable } from './encode-list.ts'
export { createRecordEncoder, type RecordEncoder, type ValueProblem } from './encode-records.ts'
export {
  checksumOf,
  readEncodings,
  writeEncodings,
  type AttacksRecorded,
  type EncodedList,
  type EncodingKind,
} from './encodings.ts'
export { makeKeyPair, readKeyPair, type KeyPair } from './envelope/key-pair.ts'
export { asUnit, checkReceipt, writeReceipt, type DestroyedFile, type DestructionReceipt } from './envelope/receipt.ts'
export { historiesOf, withoutDummies, type DummyCount, type LinkedHistories } from './histories.ts'
export { readLinkageSchema, type LinkageProblem, type LinkageSchema } from './linkage-schema.ts'
export { lookAtList, type FieldLook, type ListLook } from './look-at-list.ts'
export { matchLists, sizeOfMatch, type ListMatches, type MatchOptions } from './match-lists.ts'
export { isProjectKey, projectKey, secretIn, writeProjectKey } from './project-key.ts'
export { receiveEncodings, type Opening, type ReceivedList } from './read-file.ts'
export { linkageSchemaOf, writeLinkageSchema } from './write-linkage-schema.ts'
export { readTries, triesRecorded, worstOf, writeTries, type EncodingTry } from './tries.ts'
