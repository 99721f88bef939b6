import type { Database } from '@gloact/postgres'
import {
  LOG_BREAKS,
  verifyChangedRecords,
  verifyRecords,
  type CheckedUpTo,
  type LogBreak,
  type NightlyCheck as CheckedRecords,
  type RecordsVerified,
} from '@gloact/records/server/verify'
import { FILE_LOG } from '../file/file-log.ts'

/** How a file can differ from what was recorded: its own chain, or what the signed audit log says of it. */
export const FILE_BREAKS = LOG_BREAKS
export type FileBreak = LogBreak
export type { CheckedUpTo }

export interface ChainsVerified {
  readonly files: number
  readonly actions: number
  /** Of these actions, those up to a hash that stands in the audit log; the others are older than such hashes. */
  readonly held: number
  /** The first file whose log is not what its hashes, or the audit log, say. */
  readonly broken?: BrokenFile
  /** Those after it, each. */
  readonly alsoBroken?: readonly BrokenFile[]
}

export interface BrokenFile {
  readonly fileId: string
  readonly break: FileBreak
}

export type NightlyCheck = ChainsVerified & Omit<CheckedRecords, keyof RecordsVerified>

/** Every file, held against its log and the audit log. */
export const verifyFileChains = async (db: Database, progress?: (files: number) => void): Promise<ChainsVerified> =>
  ofFiles(await verifyRecords(db, FILE_LOG, progress))

/** The check of every night: every head, and the log of the files that changed and of a thirtieth of the others. */
export async function verifyChangedChains(
  db: Database,
  before: CheckedUpTo | undefined,
  progress?: (files: number) => void,
): Promise<NightlyCheck> {
  const { heads, read, witnessed, upTo, ...verified } = await verifyChangedRecords(db, FILE_LOG, before, progress)
  return { ...ofFiles(verified), heads, read, witnessed, upTo }
}

const ofFile = ({ recordId, break: found }: { readonly recordId: string; readonly break: FileBreak }): BrokenFile => ({
  fileId: recordId,
  break: found,
})

const ofFiles = ({ records, actions, held, broken, alsoBroken }: RecordsVerified): ChainsVerified => ({
  files: records,
  actions,
  held,
  ...(broken && { broken: ofFile(broken) }),
  ...(alsoBroken && { alsoBroken: alsoBroken.map(ofFile) }),
})
