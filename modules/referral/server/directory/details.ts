import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import type { PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import type { Details, proposeDetail as proposing } from '../../contract/details.ts'
import { WITH_RECEIVER } from '../../domain/chain.ts'
import { isOpenAt, readHours, timeIn } from '../../domain/opening-hours.ts'
import { confirmedWithin, seesDetail, sightsFor } from '../../domain/service-detail.ts'
import { serviceOf } from '../find-service.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables, type DetailTable, type ServiceTable } from '../tables.ts'

const placeOf = (id: string): string => `referral.service_detail.sealed:${id}`

export const sealDetail = (key: Pick<PersonKey, 'seal'>, id: string, value: string): Uint8Array =>
  key.seal(placeOf(id), { value })

export const openDetail = (
  key: Pick<PersonKey, 'unseal'>,
  { id, sealed }: Pick<DetailTable, 'id' | 'sealed'>,
): string => (key.unseal(placeOf(id), sealed) as { readonly value: string }).value

/** What is said of a service, as far as the asker may see each. */
export async function readDetails(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
): Promise<Result<Details, Failure>> {
  if (!may(who, 'directory.read')) return err(failure('referral.not_allowed'))
  const accepted = await readInScope(context.db, scopeOf(who), (trx) => wasAccepted(trx, context, who, serviceId))
  return inScope<Details, Failure>(context.db, systemFor(who), async (trx) => {
    const service = await serviceIn(trx, context, serviceId)
    if (!service) return err(failure('referral.no_service'))
    const shown = await present(trx, context, who, service, accepted)
    if (shown.items.some(({ sight }) => confirmedWithin(sight)))
      await recordAudit(trx, { action: 'referral.detail_read', object: { kind: 'referral.service', id: serviceId } })
    return ok(shown)
  })
}

/** Of the country's services one; in the system's scope. */
async function serviceIn(
  trx: ScopedTransaction,
  { country }: ReferralContext,
  serviceId: string,
): Promise<(ServiceTable & { readonly confidential: boolean }) | undefined> {
  const service = await serviceOf(trx, serviceId)
  if (service?.country !== country) return undefined
  const site = await tables(trx)
    .selectFrom('referral.site')
    .select('confidential')
    .where('id', '=', service.site_id)
    .executeTakeFirstOrThrow()
  return { ...service, confidential: site.confidential }
}

/** Whether the asker sees a referral of their agency that was accepted there and goes on. */
async function wasAccepted(
  trx: ScopedTransaction,
  { files }: ReferralContext,
  who: Principal,
  serviceId: string,
): Promise<boolean> {
  if (!may(who, 'referral.send')) return false
  const rows = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select('file_id')
    .where(sql<boolean>`service_id = ${serviceId}::uuid and parties ->> 'sender' = ${who.agencyId}`)
    .where('state', 'in', [...WITH_RECEIVER])
    .execute()
  const ids = rows.flatMap(({ file_id: fileId }) => fileId ?? [])
  return (await files.filesSeen(trx, ids)).size > 0
}

async function present(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  service: ServiceTable & { readonly confidential: boolean },
  accepted = false,
): Promise<Details> {
  const rows = await tables(trx)
    .selectFrom('referral.service_detail')
    .selectAll()
    .where('service_id', '=', service.id)
    .where('replaced_at', 'is', null)
    .orderBy('field')
    .execute()
  const key = await context.vault.wordKey(context.db, context.country)
  const own = service.agency_id === who.agencyId && may(who, 'directory.propose')
  const read = async (row: DetailTable) => {
    const value = openDetail(key, row)
    return { id: row.id, field: row.field, sight: row.sight, value, names: await namesOf(trx, row, value) }
  }
  const items = await Promise.all(
    rows.filter((row) => row.confirmed_at !== null && seesDetail(row.sight, { own, accepted })).map(read),
  )
  const proposed = await Promise.all(
    rows
      .filter((row) => row.confirmed_at === null && (own || mayConfirm(who, service, row)))
      .map(async (row) => ({ ...(await read(row)), mayConfirm: mayConfirm(who, service, row) })),
  )
  const hours = items.find(({ field }) => field === 'hours')
  const openings = hours ? readHours(hours.value) : null
  const { day, time } = timeIn(context.clock.now(), context.calendar.timeZone)
  return {
    items,
    openNow: openings && isOpenAt(openings, day, time),
    proposed,
    mayPropose: own,
    confidential: service.confidential,
  }
}

async function namesOf(trx: ScopedTransaction, { field }: DetailTable, value: string): Promise<string | null> {
  if (field !== 'night') return null
  const row = await tables(trx)
    .selectFrom('referral.service')
    .innerJoin('referral.site', 'referral.site.id', 'referral.service.site_id')
    .select(['referral.service.name as name', 'referral.site.name as site'])
    .where('referral.service.id', '=', value)
    .executeTakeFirst()
  return row ? `${row.name}, ${row.site}` : null
}

const mayConfirm = (who: Principal, service: ServiceTable, row: DetailTable): boolean =>
  row.proposed_by !== who.userId &&
  may(who, 'directory.approve') &&
  (service.agency_id === who.agencyId) === confirmedWithin(row.sight)

/** Says one of these of the own agency's service. What holds goes on holding until a second person confirmed the other. */
export async function proposeDetail(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { id, field, sight, value }: HandlerInput<typeof proposing>['body'],
): Promise<Result<Details, Failure>> {
  if (!may(who, 'directory.propose')) return err(failure('referral.not_allowed'))
  return inScope<Details, Failure>(context.db, systemFor(who), async (trx) => {
    const service = await serviceIn(trx, context, serviceId)
    if (service?.agency_id !== who.agencyId) return err(failure('referral.no_service'))
    const there = await tables(trx)
      .selectFrom('referral.service_detail')
      .select(['service_id', 'proposed_by', 'field'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (there) {
      const same = there.service_id === serviceId && there.proposed_by === who.userId && there.field === field
      return same ? ok(await present(trx, context, who, service)) : err(failure('records.id_used'))
    }
    const sound =
      sightsFor(field, service.confidential).includes(sight) &&
      (field !== 'hours' || readHours(value) !== null) &&
      (field !== 'night' || (await isNightService(trx, context, serviceId, value)))
    if (!sound) return err(failure('referral.wrong_detail'))
    const now = context.clock.now()
    await replace(trx, serviceId, field, now, 'proposed')
    const key = await context.vault.wordKey(context.db, context.country)
    await tables(trx)
      .insertInto('referral.service_detail')
      .values({
        id,
        service_id: serviceId,
        country: context.country,
        field,
        sight,
        sealed: sealDetail(key, id, value),
        proposed_by: who.userId,
        proposed_at: now,
        confirmed_by: null,
        confirmed_at: null,
        replaced_at: null,
      })
      .execute()
    await recordAudit(trx, { action: 'referral.detail_proposed', object: { kind: 'referral.service', id: serviceId } })
    return ok(await present(trx, context, who, service))
  })
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function isNightService(
  trx: ScopedTransaction,
  { country }: ReferralContext,
  serviceId: string,
  value: string,
): Promise<boolean> {
  if (!UUID.test(value) || value === serviceId) return false
  return (await serviceOf(trx, value))?.country === country
}

/** From now on it holds, in place of what held before. */
export async function confirmDetail(
  context: ReferralContext,
  who: Principal,
  serviceId: string,
  { id }: { readonly id: string },
): Promise<Result<Details, Failure>> {
  if (!may(who, 'directory.approve')) return err(failure('referral.not_allowed'))
  return inScope<Details, Failure>(context.db, systemFor(who), async (trx) => {
    const service = await serviceIn(trx, context, serviceId)
    const row = await tables(trx)
      .selectFrom('referral.service_detail')
      .selectAll()
      .where('id', '=', id)
      .where('service_id', '=', serviceId)
      .where('replaced_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!service || !row) return err(failure('referral.no_service'))
    if (row.confirmed_at === null) {
      if (row.proposed_by === who.userId) return err(failure('records.second_person'))
      // What few may see is there for nobody else.
      if (!mayConfirm(who, service, row)) return err(failure('referral.no_service'))
      const now = context.clock.now()
      await replace(trx, serviceId, row.field, now, 'confirmed')
      await tables(trx)
        .updateTable('referral.service_detail')
        .set({ confirmed_by: who.userId, confirmed_at: now })
        .where('id', '=', id)
        .execute()
      await recordAudit(trx, {
        action: 'referral.detail_confirmed',
        object: { kind: 'referral.service', id: serviceId },
      })
    }
    return ok(await present(trx, context, who, service))
  })
}

const replace = (
  trx: ScopedTransaction,
  serviceId: string,
  field: string,
  at: string,
  which: 'confirmed' | 'proposed',
) =>
  tables(trx)
    .updateTable('referral.service_detail')
    .set({ replaced_at: at })
    .where('service_id', '=', serviceId)
    .where('field', '=', field as DetailTable['field'])
    .where('replaced_at', 'is', null)
    .where('confirmed_at', which === 'confirmed' ? 'is not' : 'is', null)
    .execute()
