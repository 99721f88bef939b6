import { readAudit, type AuditAction } from '@gloact/audit'
import { readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type { ProtectionContext } from '../../file/context.ts'
import { erasureTables } from '../../erasure/erasure-tables.ts'
import { tables } from '../../file/file-tables.ts'

/** Entries of the audit that are read at a time. */
const PAGE = 1_000

/** Who read these files, the latest first: a line for each time, as the audit has it. */
export async function* readingsOf(
  trx: ScopedTransaction,
  fileIds: readonly string[],
  actions: readonly AuditAction[],
): AsyncGenerator<object> {
  let before: number | undefined
  for (;;) {
    const entries = await readAudit(trx, {
      objectIds: fileIds,
      actions,
      limit: PAGE,
      ...(before !== undefined && { before }),
    })
    for (const { at, lastAt, times, actorId, agencyId, action, purpose, objectId, detail } of entries)
      yield { fileId: objectId, at, lastAt, times, actorId, agencyId, action, purpose, detail }
    if (entries.length < PAGE) return
    before = entries.at(-1)!.sequence
  }
}

/** The adults who declined to be recorded, as they were counted: nothing that leads to anyone, in no order that tells when. */
export const refusalsOf = ({ db, rules }: ProtectionContext, agencyId: string): Promise<readonly object[]> =>
  readInScope(db, systemScope(rules.country), (trx) =>
    tables(trx)
      .selectFrom('protection.refusal')
      .select(['month', 'sex', 'age_band', 'nationality'])
      .where('country', '=', rules.country)
      .where('agency_id', '=', agencyId)
      .orderBy('month')
      .orderBy('sex')
      .orderBy('age_band')
      .orderBy('nationality')
      .execute(),
  )

/** The erasures that were asked for, with the certificate of each that was carried out. */
export const erasuresOf = ({ db, rules }: ProtectionContext, agencyId: string): Promise<readonly object[]> =>
  readInScope(db, systemScope(rules.country), (trx) =>
    erasureTables(trx)
      .selectFrom('protection.erasure')
      .selectAll()
      .where('country', '=', rules.country)
      .where('agency_id', '=', agencyId)
      .orderBy('asked_at')
      .orderBy('id')
      .execute(),
  )
