import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import { recordAudit } from '@gloact/audit'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { serviceOf } from '../find-service.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'
import { tables, type ServiceTable } from '../tables.ts'

/**
 * Services of the sites from which somebody of this file was withdrawn for their safety: nothing of the file goes there again, no matter who
 * asks, and the site learns of it from nothing. Within the transaction's scope.
 */
export async function unsafeFor(trx: ScopedTransaction, fileId: string): Promise<Unsafe> {
  const { rows } = await sql<{ id: string; by_hand: boolean }>`
    select there.id, bool_and(unsafe.by_hand) as by_hand from (${unsafeSites(fileId)}) unsafe
    join referral.service there on there.site_id = unsafe.site_id group by there.id`.execute(trx)
  return new Map(rows.map(({ id, by_hand: byHand }) => [id, { byHand }]))
}

/** By service; `byHand` where somebody said so, and nobody was withdrawn from there. */
export type Unsafe = ReadonlyMap<string, { readonly byHand: boolean }>

/** From which somebody of the file was withdrawn for their safety, which somebody blocked for them, or which came with a file that went on in this one. */
const unsafeSites = (fileId: string) => sql`
  select sent.site_id, false as by_hand from referral.request r
    join referral.outcome_code c on c.request_id = r.id and c.step = 'withdraw' and c.code = 'safety'
    join referral.service sent on sent.id = r.service_id
    where r.file_id = ${fileId}::uuid
  union select site_id, blocked_by is not null from referral.unsafe_site where file_id = ${fileId}::uuid and lifted_at is null`

/**
 * A file goes on in another agency's: what is unsafe for the person is so there as well, and nothing says why. In the system's scope.
 */
export async function carryUnsafe(
  trx: ScopedTransaction,
  { clock, country }: Pick<ReferralContext, 'clock' | 'country'>,
  from: string | null,
  to: { readonly fileId: string; readonly agencyId: string },
): Promise<void> {
  if (from === null) return
  await sql`
    insert into referral.unsafe_site (file_id, agency_id, site_id, country, blocked_at)
    select distinct ${to.fileId}::uuid, ${to.agencyId}::uuid, unsafe.site_id, ${country}, ${clock.now()}::timestamptz
    from (${unsafeSites(from)}) unsafe
    on conflict do nothing`.execute(trx)
}

/** Somebody who works on the file blocks a site for the person; somebody who leads lifts what was blocked by hand. The site learns of neither. */
export async function blockSite(
  context: ReferralContext,
  who: Principal,
  fileId: string,
  { serviceId, unsafe }: { readonly serviceId: string; readonly unsafe: boolean },
): Promise<Result<{ unsafe: boolean }, Failure>> {
  if (!may(who, unsafe ? 'referral.send' : 'referral.lead')) return err(failure('referral.not_allowed'))
  return inScope<{ unsafe: boolean }, Failure>(context.db, scopeOf(who), async (trx) => {
    const recipient = { purpose: 'referral', recipientKind: 'health', recipientAgencyId: who.agencyId, groups: [] }
    // Asked as for a referral: a file that is not theirs to work on is not found.
    if (!(await context.files.toPassOn(trx, who, fileId, recipient)).ok) return err(failure('referral.no_file'))
    const service = await serviceOf(trx, serviceId)
    if (!service) return err(failure('referral.no_service'))
    const now = context.clock.now()
    if (unsafe) {
      await sql`
        insert into referral.unsafe_site (file_id, agency_id, site_id, country, blocked_at, blocked_by)
        values (${fileId}::uuid, ${who.agencyId}::uuid, ${service.site_id}::uuid, ${context.country}, ${now}::timestamptz,
          ${who.userId}::uuid)
        on conflict do nothing`.execute(trx)
    } else {
      await sql`
        update referral.unsafe_site set lifted_at = ${now}::timestamptz, lifted_by = ${who.userId}::uuid
        where file_id = ${fileId}::uuid and site_id = ${service.site_id}::uuid and lifted_at is null
          and blocked_by is not null`.execute(trx)
    }
    await recordAudit(trx, {
      action: unsafe ? 'referral.site_blocked' : 'referral.site_lifted',
      object: { kind: 'protection.case_file', id: fileId },
    })
    return ok({ unsafe: (await unsafeFor(trx, fileId)).has(serviceId) })
  })
}

/** Whether the file names somebody of an agency, or what it is called, as having had part in what happened. Nobody learns who it was. */
async function isTied(
  trx: ScopedTransaction,
  context: ReferralContext,
  fileId: string,
  agencyId: string,
  called: readonly (string | undefined)[],
): Promise<boolean> {
  const [names, staff] = [await context.agencyNames(trx), await context.staffOf(trx, agencyId)]
  const all = [...called, names.get(agencyId)].filter((name) => name !== undefined)
  return context.files.namesAmong(trx, fileId, { staff, called: all })
}

type Weighed = Result<{ readonly tie_weighed?: true }, Failure>

/** A tie is for somebody who leads to weigh: it may be another person's name. They are told that there is one, and decide in so many words. */
const weigh = (who: Principal, tied: boolean, weighed: boolean): Weighed => {
  if (!tied) return ok({})
  if (weighed) return ok({ tie_weighed: true })
  return err(failure(may(who, 'referral.lead') ? 'referral.tie_unweighed' : 'referral.tied'))
}

/** Why nothing of a file may go to a service. `weighed`: somebody who leads decided that a name is another person's. */
export async function safeThere(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  { fileId, service, weighed }: { fileId: string; service: ServiceTable; weighed: boolean },
): Promise<Weighed> {
  if ((await unsafeFor(trx, fileId)).has(service.id)) return err(failure('referral.unsafe_there'))
  const site = await tables(trx)
    .selectFrom('referral.site')
    .select('name')
    .where('id', '=', service.site_id)
    .executeTakeFirst()
  return weigh(who, await isTied(trx, context, fileId, service.agency_id, [service.name, site?.name]), weighed)
}

/** The same of an agency with which something is shared beyond one service: one of its sites that is unsafe is a tie as well. */
export async function safeWith(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  { fileId, agencyId, weighed }: { fileId: string; agencyId: string; weighed: boolean },
): Promise<Weighed> {
  const unsafe = await unsafeFor(trx, fileId)
  const own = await tables(trx)
    .selectFrom('referral.service')
    .innerJoin('referral.site', 'referral.site.id', 'referral.service.site_id')
    .select(['referral.service.id', 'referral.service.name', 'referral.site.name as site'])
    .where('referral.service.agency_id', '=', agencyId)
    .execute()
  const tied =
    own.some(({ id }) => unsafe.has(id)) ||
    (await isTied(trx, context, fileId, agencyId, [...new Set(own.flatMap(({ name, site }) => [name, site]))]))
  return weigh(who, tied, weighed)
}
