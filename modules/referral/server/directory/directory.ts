import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import type { readAreas as reading } from '../../contract/directory.ts'
import type * as contract from '../../contract/referrals.ts'
import { standingOf } from '../../domain/directory-entry.ts'
import { available, isOpen, roomOf, servicesThatFit, type Capacity } from '../../domain/directory.ts'
import { reachedByLink } from './channels.ts'
import { countSearch } from './search-counts.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'
import { tables, type ServiceTable } from '../tables.ts'
import { unsafeFor, type Unsafe } from './unsafe-there.ts'

/** So many are looked at, and so many are listed at most. */
const MOST_READ = 5000
const MOST = 500

type Asked = HandlerInput<typeof contract.listServices>['query']

/** Services of the directory that are in force. Where a need is asked for, those that fit it, best first. */
export async function listServices(
  context: ReferralContext,
  who: Principal,
  asked: Asked,
): Promise<Result<ResponseOf<typeof contract.listServices>, Failure>> {
  if (!may(who, 'directory.read')) return err(failure('referral.not_allowed'))
  const answer = await readInScope(context.db, scopeOf(who), async (trx) => {
    let query = tables(trx)
      .selectFrom('referral.service')
      .selectAll()
      .where('valid_until', '>=', context.clock.today(context.calendar.timeZone))
      .orderBy('name')
      .orderBy('id')
      .limit(MOST_READ)
    if (asked.own) query = query.where('agency_id', '=', who.agencyId)
    if (asked.type !== undefined) query = query.where('type', '=', asked.type)
    const services = await presentServices(trx, context, who, await query.execute())
    const { type, area, language, child } = asked
    // What nobody has confirmed for too long is found by its own agency alone.
    const { closed } = await context.agencies(trx)
    const shown = services.filter(
      ({ standing, own, agencyId }) => (standing !== 'lapsed' || own !== null) && !closed.has(agencyId),
    )
    const fitting = type === undefined ? shown : servicesThatFit(shown, { type, area, language, child })
    const elsewhere = fitting.filter(
      ({ languages, room }) =>
        (asked.speaks === undefined || languages.includes(asked.speaks)) && (!asked.withRoom || isOpen(room)),
    )
    const within = asked.within === undefined ? elsewhere : elsewhere.filter((each) => each.area === asked.within)
    const fileId = await fileOf(trx, asked)
    const theirs = fileId !== null && (await context.files.filesSeen(trx, [fileId])).has(fileId)
    const unsafe: Unsafe = theirs ? await unsafeFor(trx, fileId) : new Map()
    // What is dangerous for them is not offered: those who look are told how many that is.
    const items = within.filter(({ id }) => !unsafe.has(id))
    return ok({
      items: items.slice(0, MOST),
      unsafe: within.flatMap(({ id, name, site }) => {
        const found = unsafe.get(id)
        return found ? [{ id, name, site, mayLift: found.byHand && may(who, 'referral.lead') }] : []
      }),
      mayKeep: may(who, 'directory.keep_capacity'),
      more: items.length > MOST,
      areas: [...Map.groupBy(elsewhere, (each) => each.area)].map(([name, found]) => ({
        area: name,
        services: found.length,
        withRoom: found.filter(({ room }) => isOpen(room)).length,
      })),
    })
  })
  // Somebody who looks after their own entries looks for nothing.
  if (answer.ok && asked.type !== undefined && !asked.own) {
    const found = answer.value.items.some(({ room }) => isOpen(room))
    await countSearch(context, who, { need: asked.type, area: asked.within ?? '', found })
  }
  return answer
}

/** The person for whom a service is sought, by their file or by a referral. Within the transaction's scope. */
async function fileOf(trx: ScopedTransaction, { fileId, requestId }: Asked): Promise<string | null> {
  if (fileId !== undefined) return fileId
  if (requestId === undefined) return null
  const row = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select('file_id')
    .where('id', '=', requestId)
    .executeTakeFirst()
  return row?.file_id ?? null
}

/** The areas of the country, with the outlines that it has drawn. */
export function readAreas(
  { codeLists, map }: ReferralContext,
  who: Principal,
): Result<ResponseOf<typeof reading>, Failure> {
  if (!may(who, 'directory.read') && !may(who, 'referral.measure_country')) return err(failure('referral.not_allowed'))
  const outlines = new Map(map.map(({ area, points }) => [area, points]))
  return ok({
    items: (codeLists['location']?.codes ?? []).map(({ code, label }) => ({
      area: code,
      label: { ...label },
      points: [...(outlines.get(code) ?? [])],
    })),
  })
}

/** Services as somebody sees them: how many places there are is told where it is fresh, and in full to the agency itself. */
export async function presentServices(
  trx: ScopedTransaction,
  { clock, calendar, agencyNames, directoryRules }: ReferralContext,
  who: Principal,
  rows: readonly ServiceTable[],
): Promise<readonly contract.ServiceView[]> {
  if (rows.length === 0) return []
  const sites = new Map(
    (
      await tables(trx)
        .selectFrom('referral.site')
        .select(['id', 'name', 'area', 'confidential'])
        .where(
          'id',
          'in',
          rows.map((row) => row.site_id),
        )
        .execute()
    ).map((site) => [site.id, site]),
  )
  const names = await agencyNames(trx)
  const today = clock.today(calendar.timeZone)
  const byLink = await reachedByLink(
    trx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const capacity: Capacity = {
      unit: row.unit,
      maximum: row.maximum,
      occupied: row.occupied,
      held: row.held,
      outOfUse: row.out_of_use,
      keepsList: row.keeps_list,
      updatedAt: row.capacity_at as Instant | null,
    }
    const room = roomOf(capacity, clock.now(), directoryRules.freshHours)
    const site = sites.get(row.site_id)
    return {
      id: row.id,
      agencyId: row.agency_id,
      agencyName: names.get(row.agency_id) ?? null,
      type: row.type,
      name: row.name,
      site: site?.name ?? '',
      area: site?.area ?? '',
      confidential: site?.confidential ?? true,
      recipientKind: row.recipient_kind,
      languages: [...row.languages],
      serves: row.serves,
      minAge: row.min_age,
      maxAge: row.max_age,
      confirmedOn: row.confirmed_on,
      standing: standingOf(
        {
          confirmedOn: asPlainDate(row.confirmed_on),
          confidential: site?.confidential ?? true,
          doubtedOn: row.doubted_on === null ? null : asPlainDate(row.doubted_on),
        },
        directoryRules.confirmation,
        today,
      ),
      validUntil: row.valid_until,
      room,
      unit: row.unit,
      available: room === 'unknown' || row.maximum === null ? null : available(capacity),
      capacityAt: row.capacity_at,
      byLink: byLink.has(row.id),
      own:
        row.agency_id === who.agencyId
          ? {
              maximum: row.maximum,
              occupied: row.occupied,
              held: row.held,
              outOfUse: row.out_of_use,
              version: row.version,
            }
          : null,
    }
  })
}
