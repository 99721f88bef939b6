import type { Principal } from '@gloact/identity/contract/principal'
import type { ErasureView } from '../../contract/erasure/erasures.ts'
import { erasurePolicy } from '../../domain/erasure/erasure.ts'
import { erasureResource, type ErasureTable } from './erasure-tables.ts'

export function presentErasure(
  row: ErasureTable,
  number: string | null,
  principal: Principal,
  dependent: ReadonlySet<string>,
): ErasureView {
  const waits = row.confirmed_at === null && row.withdrawn_at === null
  return {
    id: row.id,
    fileId: row.file_id,
    number: waits ? number : null,
    basis: row.basis,
    agencyId: row.agency_id,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    withdrawn: row.withdrawn_by && row.withdrawn_at ? { by: row.withdrawn_by, at: row.withdrawn_at } : null,
    certificate:
      row.confirmed_by && row.confirmed_at
        ? {
            erasedAt: row.confirmed_at,
            confirmedBy: row.confirmed_by,
            files: row.files ?? 0,
            actions: row.actions ?? 0,
            attachments: row.attachments ?? 0,
            backupsUnreadableOn: row.backups_unreadable_on ?? '',
          }
        : null,
    notTwoPeople: waits && dependent.has(row.asked_by),
    mayConfirm: waits && erasurePolicy.decide(principal, 'erasure.confirm', erasureResource(row, dependent)).allowed,
  }
}
