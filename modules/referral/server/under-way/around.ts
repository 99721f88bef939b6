import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope } from '@gloact/postgres'
import { requestTables, shown, type RequestsOf, type ServedTo } from '@gloact/records/server'
import { sql } from 'kysely'
import type { readAround as reading, readPartners as listing } from '../../contract/referrals.ts'
import { serviceOf } from '../find-service.ts'
import { tables } from '../tables.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'

/** The names of the agencies that stand in referrals which the asker's agency sent or received. */
export async function readPartners(
  context: ReferralContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'referral.read')) return err(failure('referral.not_allowed'))
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select distinct unnest(agencies) as id from referral.request where ${who.agencyId} = any (agencies)`.execute(trx)
    const names = await context.agencyNames(trx)
    return ok({ agencies: rows.flatMap(({ id }) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])) })
  })
}

/** Who sent it, to whom, and the file for anyone at its sender who works on that: the receiver never learns which file it was. */
export async function readAround(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'referral.read')) return err(failure('referral.not_allowed'))
  return inScope<ResponseOf<typeof reading>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, to, who, requestId)
    if (!seen.ok) return seen
    const { parties, you, facts } = seen.value
    const names = await context.agencyNames(trx)
    const service = typeof facts['service_id'] === 'string' ? await serviceOf(trx, facts['service_id']) : undefined
    const site = service
      ? await tables(trx)
          .selectFrom('referral.site')
          .select('name')
          .where('id', '=', service.site_id)
          .executeTakeFirst()
      : undefined
    const row = you.includes('sender')
      ? await requestTables(trx, 'referral')
          .selectFrom('request')
          .select('file_id')
          .where('id', '=', requestId)
          .executeTakeFirst()
      : undefined
    const number = row?.file_id ? await context.files.numberOf(trx, row.file_id) : null
    return ok({
      sender: names.get(parties['sender'] ?? '') ?? null,
      receiver: names.get(parties['receiver'] ?? '') ?? null,
      service: service ? { name: service.name, site: site?.name ?? '' } : null,
      file: row?.file_id && number !== null ? { id: row.file_id, number } : null,
    })
  })
}
