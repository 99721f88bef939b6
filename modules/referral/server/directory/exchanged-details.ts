import { newId } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { SYSTEM_ID } from '@gloact/records/server'
import type { PersonKey } from '@gloact/vault'
import { EXCHANGED_DETAILS, type DirectoryEntry, type ExchangedDetails } from '../../domain/directory-entry.ts'
import { widestSight } from '../../domain/service-detail.ts'
import { serviceOf } from '../find-service.ts'
import { openDetail, sealDetail } from './details.ts'
import { tables } from '../tables.ts'

export interface KnownDetails {
  /** What everyone may see. */
  readonly details: ExchangedDetails
  /** Fields that fewer than everyone see. */
  readonly narrow: readonly string[]
  readonly night: string | undefined
}

/** What holds of services besides their entries, as far as it may leave the instance. In the system's scope. */
export async function readExchanged(
  trx: ScopedTransaction,
  key: Pick<PersonKey, 'unseal'>,
  serviceIds?: readonly string[],
): Promise<ReadonlyMap<string, KnownDetails>> {
  let query = tables(trx)
    .selectFrom('referral.service_detail')
    .selectAll()
    .where('replaced_at', 'is', null)
    .where('confirmed_at', 'is not', null)
  if (serviceIds) query = query.where('service_id', 'in', serviceIds)
  const rows = serviceIds?.length === 0 ? [] : await query.execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.service_id)].map(([serviceId, own]) => {
      const shown = new Map(own.filter(({ sight }) => sight === 'public').map((row) => [row.field, row]))
      const say = (field: (typeof EXCHANGED_DETAILS)[number]) => {
        const row = shown.get(field)
        return row && openDetail(key, row)
      }
      const details = Object.fromEntries(
        EXCHANGED_DETAILS.flatMap((field) => {
          const said = say(field)
          return said === undefined ? [] : [[field, said]]
        }),
      )
      const narrow = own.flatMap(({ field, sight }) => (sight === 'public' ? [] : field))
      return [serviceId, { details, narrow, night: say('night') }]
    }),
  )
}

/** Keeps what was approved of a document: it was proposed by nobody here, and confirmed by the person who approved it. */
export async function keepExchanged(
  trx: ScopedTransaction,
  key: Pick<PersonKey, 'seal'>,
  {
    entry,
    known,
    country,
    by,
    at,
  }: {
    readonly entry: DirectoryEntry
    readonly known: ExchangedDetails
    readonly country: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  for (const field of EXCHANGED_DETAILS) {
    const value = entry.details?.[field]
    // Gone meanwhile, it leads nowhere.
    if (field === 'night' && value !== undefined && !(await serviceOf(trx, value))) continue
    if (value === undefined || value === known[field] || widestSight(field, entry.site.confidential) !== 'public')
      continue
    await tables(trx)
      .updateTable('referral.service_detail')
      .set({ replaced_at: at })
      .where('service_id', '=', entry.id)
      .where('field', '=', field)
      .where('replaced_at', 'is', null)
      .execute()
    const id = newId()
    await tables(trx)
      .insertInto('referral.service_detail')
      .values({
        id,
        service_id: entry.id,
        country,
        field,
        sight: 'public',
        sealed: sealDetail(key, id, value),
        proposed_by: SYSTEM_ID,
        proposed_at: at,
        confirmed_by: by,
        confirmed_at: at,
        replaced_at: null,
      })
      .execute()
  }
}
