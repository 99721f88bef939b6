import { verifyChain, type ChainBreak } from '@gloact/ledger'
import { readInScope, systemScope, type Database } from '@gloact/postgres'
import { headOfRow, toStoredAction } from './file-store.ts'
import { tables } from './file-tables.ts'

export interface ChainsVerified {
  readonly files: number
  readonly actions: number
  /** The first file whose log is not what its hashes say. */
  readonly broken?: { readonly fileId: string; readonly break: ChainBreak }
}

const BATCH = 200

/** Reads the log of every file and holds its chain against the row. Needs no key: hashes cover the stored bytes. */
export async function verifyFileChains(db: Database, progress?: (files: number) => void): Promise<ChainsVerified> {
  let files = 0
  let actions = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const batch = await readInScope(db, systemScope(''), async (trx) => {
      const rows = await tables(trx)
        .selectFrom('protection.case_file')
        .select(['id', 'sequence', 'head_hash'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      if (rows.length === 0) return []
      const log = await tables(trx)
        .selectFrom('protection.file_action')
        .selectAll()
        .where(
          'file_id',
          'in',
          rows.map((row) => row.id),
        )
        .orderBy('file_id')
        .orderBy('sequence')
        .execute()
      const byFile = Map.groupBy(log, (action) => action.file_id)
      return rows.map((row) => ({ row, log: byFile.get(row.id) ?? [] }))
    })
    for (const { row, log } of batch) {
      const verified = verifyChain(log.map(toStoredAction), headOfRow(row))
      if (!verified.ok) return { files, actions, broken: { fileId: row.id, break: verified.error } }
      files += 1
      actions += log.length
    }
    progress?.(files)
    if (batch.length < BATCH) return { files, actions }
    after = batch.at(-1)!.row.id
  }
}
