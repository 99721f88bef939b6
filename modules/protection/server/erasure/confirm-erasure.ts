import type { ObjectId } from '@gloact/attachments'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { backupsUnreadableOn } from '@gloact/vault'
import type { confirmErasure as contract, ErasureView } from '../../contract/erasure/erasures.ts'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import { deleteObjects } from '../attachments/forget-attachments.ts'
import { openTo } from '../file/kept-out.ts'
import { systemFor } from '../file/as-system.ts'
import { isEnded } from './ask-erasure.ts'
import { eraseRowsOf } from './erase-person.ts'
import type { ErasureContext } from './erasure-context.ts'
import { erasureResource, erasureTables } from './erasure-tables.ts'
import { presentErasure } from './present-erasure.ts'

/**
 * Erases for good: as the second person, the number typed once more. In one transaction the person's key is destroyed and
 * their rows emptied; then the id goes onto the list that is kept with the KEK, and the sealed attachments out of the
 * store. Whatever a crash leaves of the last two is caught up with at the next start and by the hourly sweep.
 */
export async function confirmErasure(
  context: ErasureContext,
  principal: Principal,
  erasureId: string,
  asked: HandlerInput<typeof contract>['body'],
): Promise<Result<ErasureView, FileFailure>> {
  const objects: ObjectId[] = []
  const done = await inScope<ErasureView, FileFailure>(context.db, systemFor(principal), async (trx) => {
    const tables = erasureTables(trx)
    const erasure = await tables
      .selectFrom('protection.erasure')
      .selectAll()
      .where('id', '=', erasureId)
      .where('country', '=', principal.country)
      .where(openTo(principal.userId, 'protection.erasure.file_id'))
      .forUpdate()
      .executeTakeFirst()
    const dependent = await context.directory.notIndependentOf(principal.userId, trx)
    const resource = erasure && erasureResource(erasure, dependent)
    if (!resource || !erasurePolicy.decide(principal, 'erasure.see', resource).allowed) {
      return err({ code: 'protection.not_found' })
    }
    const decision = erasurePolicy.decide(principal, 'erasure.confirm', resource)
    if (!decision.allowed) return err({ code: 'protection.not_allowed', params: { reason: decision.reason } })
    if (erasure.confirmed_at !== null || erasure.withdrawn_at !== null) return err({ code: 'protection.erasure_ended' })
    const files = await tables
      .selectFrom('protection.case_file')
      .select(['id', 'number', 'status', 'person_id'])
      .where('person_id', '=', (row) =>
        row.selectFrom('protection.case_file').select('person_id').where('id', '=', erasure.file_id),
      )
      .forUpdate()
      .execute()
    const file = files.find(({ id }) => id === erasure.file_id)
    if (!file) return err({ code: 'protection.not_found' })
    const typed = parseFileNumber(asked.number, numberFormatOf(context.rules))
    if (!typed.ok || typed.value !== file.number) return err({ code: 'protection.erasure_number_differs' })
    // Another file of the same person goes with it, and so must have ended too.
    if (!files.every(({ status }) => isEnded(status))) return err({ code: 'protection.erasure_file_open' })
    const erased = await eraseRowsOf(trx, context.erasures.everywhere, file.person_id, 'asked')
    const destroyed = await context.vault.destroyPersonKey(trx, file.person_id)
    if (!destroyed.ok) throw new Error('an open file has a person without a key')
    objects.push(...erased.objects)
    const at = context.clock.now()
    const row = await tables
      .updateTable('protection.erasure')
      .set({
        confirmed_by: principal.userId,
        confirmed_at: at,
        files: erased.files,
        actions: erased.actions,
        attachments: erased.objects.length,
        backups_unreadable_on: backupsUnreadableOn(
          destroyed.value.kekCreatedAt ?? destroyed.value.destroyedAt,
          context.erasures.backupDays,
          at,
        ),
      })
      .where('id', '=', erasureId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return ok(presentErasure(row, null, principal, dependent))
  })
  if (!done.ok) return done
  await context.vault.reconcileErasures(context.db, context.erasures.list)
  await deleteObjects(context.erasures.store, objects)
  return done
}
