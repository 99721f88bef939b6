import { asPlainDate, type PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { DirectoryEntry } from '../../domain/directory-entry.ts'
import { tables, type ServiceTable } from '../tables.ts'

export interface KnownEntry {
  readonly entry: DirectoryEntry
  readonly row: ServiceTable
}

/** Entries of the directory as they are now, of the country that the scope is of. */
export async function readEntries(
  trx: ScopedTransaction,
  serviceIds?: readonly string[],
): Promise<readonly KnownEntry[]> {
  let query = tables(trx).selectFrom('referral.service').selectAll().orderBy('id')
  if (serviceIds) query = query.where('id', 'in', serviceIds)
  const rows = serviceIds?.length === 0 ? [] : await query.execute()
  const sites = new Map(
    (await tables(trx).selectFrom('referral.site').selectAll().execute()).map((site) => [site.id, site]),
  )
  return rows.map((row) => {
    const { id, name, area, confidential, address } = sites.get(row.site_id)!
    return {
      row,
      entry: {
        id: row.id,
        agencyId: row.agency_id,
        type: row.type,
        name: row.name,
        recipientKind: row.recipient_kind,
        languages: row.languages,
        serves: row.serves,
        minAge: row.min_age,
        maxAge: row.max_age,
        validUntil: asPlainDate(row.valid_until),
        unit: row.unit,
        maximum: row.maximum,
        keepsList: row.keeps_list,
        site: { id, name, area, confidential, address },
      },
    }
  })
}

/** Writes what was approved: an entry that is new, or what changed of one that is there. */
export async function writeEntry(
  trx: ScopedTransaction,
  country: string,
  entry: DirectoryEntry,
  { isNew, today, now }: { readonly isNew: boolean; readonly today: PlainDate; readonly now: string },
): Promise<void> {
  const { site } = entry
  const ofSite = { name: site.name, area: site.area, confidential: site.confidential, address: site.address }
  const said = {
    type: entry.type,
    name: entry.name,
    recipient_kind: entry.recipientKind,
    languages: [...entry.languages],
    serves: entry.serves,
    min_age: entry.minAge,
    max_age: entry.maxAge,
    confirmed_on: today,
    valid_until: entry.validUntil,
  }
  if (!isNew) {
    await tables(trx).updateTable('referral.site').set(ofSite).where('id', '=', site.id).execute()
    await tables(trx)
      .updateTable('referral.service')
      .set((each) => ({ ...said, version: each('version', '+', 1) }))
      .where('id', '=', entry.id)
      .execute()
    return
  }
  await tables(trx)
    .insertInto('referral.site')
    .values({ id: site.id, country, agency_id: entry.agencyId, created_at: now, ...ofSite })
    .execute()
  await tables(trx)
    .insertInto('referral.service')
    .values({
      id: entry.id,
      site_id: site.id,
      country,
      agency_id: entry.agencyId,
      ...said,
      unit: entry.unit,
      maximum: entry.maximum,
      occupied: 0,
      held: 0,
      out_of_use: 0,
      keeps_list: entry.keepsList,
      // How much room there is nobody has said yet.
      capacity_at: null,
      version: 1,
      doubted_on: null,
    })
    .execute()
}
