import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { may, type ReferralContext } from './referral-context.ts'
import { tables, type ServiceTable } from './tables.ts'

/**
 * Services of the sites from which somebody of this file was withdrawn for their safety: nothing of the file goes there again, no matter who
 * asks, and the site learns of it from nothing. Within the transaction's scope.
 */
export async function unsafeFor(trx: ScopedTransaction, fileId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select there.id from referral.request r
    join referral.outcome_code c on c.request_id = r.id and c.step = 'withdraw' and c.code = 'safety'
    join referral.service sent on sent.id = r.service_id
    join referral.service there on there.site_id = sent.site_id
    where r.file_id = ${fileId}::uuid`.execute(trx)
  return new Set(rows.map(({ id }) => id))
}

/** Whether the file names somebody of a service, or its agency, as having had part in what happened. Nobody learns who it was. */
async function isTied(
  trx: ScopedTransaction,
  context: ReferralContext,
  fileId: string,
  service: Pick<ServiceTable, 'agency_id' | 'site_id' | 'name'>,
): Promise<boolean> {
  const [site, names, staff] = [
    await tables(trx).selectFrom('referral.site').select('name').where('id', '=', service.site_id).executeTakeFirst(),
    await context.agencyNames(trx),
    await context.staffOf(trx, service.agency_id),
  ]
  const called = [service.name, site?.name, names.get(service.agency_id)].filter((name) => name !== undefined)
  return context.files.namesAmong(trx, fileId, { staff, called })
}

/** Why nothing of a file may go to a service. Somebody who leads may decide that a name is another person's: then `weighed` says so. */
export async function safeThere(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  { fileId, service, weighed }: { fileId: string; service: ServiceTable; weighed: boolean },
): Promise<Result<{ readonly tie_weighed?: true }, Failure>> {
  if ((await unsafeFor(trx, fileId)).has(service.id)) return err(failure('referral.unsafe_there'))
  if (weighed || !(await isTied(trx, context, fileId, service))) return ok({})
  return may(who, 'referral.lead') ? ok({ tie_weighed: true }) : err(failure('referral.tied'))
}
