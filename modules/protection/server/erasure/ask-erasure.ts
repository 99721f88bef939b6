import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { askErasure as contract, ErasureView } from '../../contract/erasure/erasures.ts'
import { erasurePolicy, supervises } from '../../domain/erasure/erasure.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import type { ProtectionContext } from '../file/context.ts'
import { systemFor } from '../file/as-system.ts'
import { openTo } from '../file/kept-out.ts'
import { erasureTables } from './erasure-tables.ts'
import { presentErasure } from './present-erasure.ts'

/**
 * Asks for the erasure of a closed file. A data-protection officer sees no files, and names it by its number; one that nobody
 * has and one out of the asker's reach are answered alike.
 */
export async function askErasure(
  context: ProtectionContext,
  principal: Principal,
  asked: HandlerInput<typeof contract>['body'],
): Promise<Result<ErasureView, FileFailure>> {
  if (!mayErase(principal)) return err({ code: 'protection.not_allowed' })
  const number = parseFileNumber(asked.number, numberFormatOf(context.rules))
  if (!number.ok) return err({ code: 'protection.not_found' })
  return inScope<ErasureView, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const tables = erasureTables(trx)
    const dependent = await context.directory.notIndependentOf(principal.userId, trx)
    const file = await tables
      .selectFrom('protection.case_file')
      .select(['id', 'agency_id', 'country', 'status', 'number'])
      .where('number', '=', number.value)
      .where('country', '=', principal.country)
      .where(openTo(principal.userId, 'protection.case_file.id'))
      .forUpdate()
      .executeTakeFirst()
    if (!file || !mayAsk(principal, file.agency_id)) return err({ code: 'protection.not_found' })
    const before = await tables
      .selectFrom('protection.erasure')
      .selectAll()
      .where('id', '=', asked.id)
      .executeTakeFirst()
    if (before) {
      const same = before.file_id === file.id && before.basis === asked.basis
      return same
        ? ok(presentErasure(before, file.number, principal, dependent))
        : err({ code: 'protection.action_id_used' })
    }
    const waiting = await tables
      .selectFrom('protection.erasure')
      .select('id')
      .where('file_id', '=', file.id)
      .where('withdrawn_at', 'is', null)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst()
    if (waiting) return err({ code: 'protection.erasure_waiting' })
    if (!isEnded(file.status)) return err({ code: 'protection.erasure_file_open' })
    const row = await tables
      .insertInto('protection.erasure')
      .values({
        id: asked.id,
        file_id: file.id,
        country: file.country,
        agency_id: file.agency_id,
        basis: asked.basis,
        asked_by: principal.userId,
        asked_at: context.clock.now(),
        asked_by_supervisor: supervises(principal, { agencyId: file.agency_id }),
        withdrawn_by: null,
        withdrawn_at: null,
        confirmed_by: null,
        confirmed_at: null,
        files: null,
        actions: null,
        attachments: null,
        backups_unreadable_on: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returningAll()
      .executeTakeFirst()
    // Used between the two, by a request for another file.
    if (!row) return err({ code: 'protection.action_id_used' })
    await recordAudit(trx, {
      action: 'file.erasure_asked',
      object: { kind: 'protection.case_file', id: file.id },
      detail: { basis: asked.basis },
    })
    return ok(presentErasure(row, file.number, principal, dependent))
  })
}

/** Nobody's file disappears while people work on it: it is closed first. */
export const isEnded = (status: string): boolean => status === 'closed' || status === 'import_undone'

const mayAsk = (principal: Principal, agencyId: string): boolean =>
  erasurePolicy.decide(principal, 'erasure.ask', { agencyId, askedBy: null, askedBySupervisor: false }).allowed

/** Whether somebody may ask for any erasure: of a file of their own agency, at least. */
export const mayErase = (principal: Principal): boolean => mayAsk(principal, principal.agencyId)

/** The number of a closed file that somebody comes to from a list or a task, so that they need not type it to ask. */
export async function readErasableFile(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
): Promise<Result<{ number: string }, FileFailure>> {
  const file = await readInScope(context.db, systemFor(principal), (trx) =>
    erasureTables(trx)
      .selectFrom('protection.case_file')
      .select(['number', 'agency_id', 'status'])
      .where('id', '=', fileId)
      .where('country', '=', principal.country)
      .where(openTo(principal.userId, 'protection.case_file.id'))
      .where(sql<boolean>`erased_at is null`)
      .executeTakeFirst(),
  )
  return file && isEnded(file.status) && mayAsk(principal, file.agency_id)
    ? ok({ number: file.number })
    : err({ code: 'protection.not_found' })
}
