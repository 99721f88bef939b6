import { detailsOf, firstWithoutRow } from '@gloact/audit'
import type { StoredAction } from '@gloact/ledger'
import { readSnapshot, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { breakOfLog, LOG_BREAKS, witnessIn, type LogBreak, type Witness } from '@gloact/records/server'
import { sql } from 'kysely'
import { headOfRow, toStoredAction } from './file-store.ts'
import { tables } from './file-tables.ts'
import { WITNESS_ACTIONS } from './witness-actions.ts'

/** How a file can differ from what was recorded: its own chain, or what the signed audit log says of it. */
export const FILE_BREAKS = LOG_BREAKS
export type FileBreak = LogBreak

export interface ChainsVerified {
  readonly files: number
  readonly actions: number
  /** Of these actions, those up to a hash that stands in the audit log; the others are older than such hashes. */
  readonly held: number
  /** The first file whose log is not what its hashes, or the audit log, say. */
  readonly broken?: { readonly fileId: string; readonly break: FileBreak }
}

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Reads the log of every file, holds its chain against the row and both against the audit log. Needs no key: hashes cover
 * the stored bytes. Says nothing of the audit log itself: `verifyAudit` does.
 */
export async function verifyFileChains(db: Database, progress?: (files: number) => void): Promise<ChainsVerified> {
  let seen: ChainsVerified = { files: 0, actions: 0, held: 0 }
  let after = FIRST
  for (;;) {
    const batch = await readSnapshot(db, systemScope(''), async (trx) => filesOf(trx, await idsAfter(trx, after)))
    for (const file of batch) {
      seen = add(seen, file)
      if (seen.broken) return seen
    }
    progress?.(seen.files)
    if (batch.length < BATCH) break
    after = batch.at(-1)!.id
  }
  return withGone(db, seen)
}

/** The same of these files alone. */
export async function verifyChainsOf(
  db: Database,
  fileIds: readonly string[],
  progress?: (files: number) => void,
): Promise<ChainsVerified> {
  let seen: ChainsVerified = { files: 0, actions: 0, held: 0 }
  for (let from = 0; from < fileIds.length; from += BATCH) {
    const some = fileIds.slice(from, from + BATCH)
    for (const file of await readSnapshot(db, systemScope(''), (trx) => filesOf(trx, some))) {
      seen = add(seen, file)
      if (seen.broken) return seen
    }
    progress?.(seen.files)
  }
  return seen
}

/** A file that the audit log tells of and that is not there any more. */
export async function withGone(db: Database, seen: ChainsVerified): Promise<ChainsVerified> {
  const gone = await readSnapshot(db, systemScope(''), (trx) =>
    firstWithoutRow(trx, 'protection.case_file', WITNESS_ACTIONS, 'protection.case_file'),
  )
  return gone === undefined ? seen : { ...seen, broken: { fileId: gone, break: { brokenAt: 1, reason: 'gone' } } }
}

interface FileAtHand {
  readonly id: string
  readonly row: { readonly sequence: number; readonly head_hash: Uint8Array }
  readonly log: readonly StoredAction[]
  readonly witness: Witness
}

const idsAfter = async (trx: ScopedTransaction, after: string): Promise<readonly string[]> =>
  (
    await tables(trx)
      .selectFrom('protection.case_file')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute()
  ).map(({ id }) => id)

async function filesOf(trx: ScopedTransaction, ids: readonly string[]): Promise<readonly FileAtHand[]> {
  if (ids.length === 0) return []
  const within = sql<boolean>`= any (${[...ids]}::uuid[])`
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .select(['id', 'sequence', 'head_hash'])
    .where(sql<boolean>`id ${within}`)
    .orderBy('id')
    .execute()
  const log = await tables(trx)
    .selectFrom('protection.file_action')
    .selectAll()
    .where(sql<boolean>`file_id ${within}`)
    .orderBy('file_id')
    .orderBy('sequence')
    .execute()
  const told = Map.groupBy(await detailsOf(trx, ids, WITNESS_ACTIONS), ({ objectId }) => objectId)
  const actions = Map.groupBy(log, (action) => action.file_id)
  return rows.map((row) => ({
    id: row.id,
    row,
    log: (actions.get(row.id) ?? []).map(toStoredAction),
    witness: witnessIn(told.get(row.id) ?? []),
  }))
}

function add(seen: ChainsVerified, file: FileAtHand): ChainsVerified {
  const found = breakOfLog(file.log, headOfRow(file.row), file.witness)
  if (found) return { ...seen, broken: { fileId: file.id, break: found } }
  // A hash covers every action before it.
  const held = Math.max(0, ...file.witness.hashes.keys())
  return { files: seen.files + 1, actions: seen.actions + file.log.length, held: seen.held + held }
}
