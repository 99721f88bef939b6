import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { Task } from '@gloact/module'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestKind } from '@gloact/records'
import { requestTables, type RequestTable } from '@gloact/records/server'
import type { listLate as listing } from '../../contract/late.ts'
import { BETWEEN } from '../../domain/between/kinds.ts'
import { lateClocks, OF_DATA_PROTECTION, type LateClock, type Rung } from '../../domain/ladder.ts'
import { referralKind } from '../../domain/referral-kind.ts'
import { may, scopeOf, systemFor, type ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/** More than these are not looked at: those due first are. */
const MOST = 500

/** Of a request for a transfer nothing is reported: that there is one says that there is a person. */
const KINDS: Readonly<
  Record<string, { readonly name: 'referral' | 'transfer'; readonly kind: RequestKind; readonly to: string }>
> = {
  [referralKind.kind]: { name: 'referral', kind: referralKind, to: 'receiver' },
  [BETWEEN.transfer.kind]: { name: 'transfer', kind: BETWEEN.transfer, to: 'receiver' },
}

type Late = { readonly row: RequestTable; readonly clocks: readonly LateClock[] }

/** Requests whose deadlines came to a rung, within the transaction's scope. */
async function readLate(
  trx: ScopedTransaction,
  { clock }: ReferralContext,
  least: Rung,
  among: (row: RequestTable, clock: string) => boolean,
): Promise<readonly Late[]> {
  const now = clock.now()
  const rows = await requestTables(trx, 'referral')
    .selectFrom('request')
    .selectAll()
    .where('kind', 'in', Object.keys(KINDS))
    .where('ended_at', 'is', null)
    .where('erased_at', 'is', null)
    // Where nobody is known, as in what is invented of earlier years, nothing is left to do.
    .where('file_id', 'is not', null)
    .where('next_due_at', '<=', now)
    .orderBy('next_due_at')
    .limit(MOST)
    .execute()
  return rows.flatMap((row) => {
    const clocks = lateClocks(row.clocks, least, now, (name) => ofParty(row, name) !== undefined && among(row, name))
    return clocks.length > 0 ? [{ row, clocks }] : []
  })
}

/** The party whose deadline it is; undefined where it is the platform's own. */
function ofParty({ kind, parties }: RequestTable, clock: string): string | undefined {
  const of = KINDS[kind]?.kind.clocks[clock]?.of
  return of !== undefined && of in parties ? of : undefined
}

const overseesLate = (who: Principal): boolean => may(who, 'referral.late') || may(who, 'referral.late_recalls')

function lateInCountry(trx: ScopedTransaction, context: ReferralContext, who: Principal): Promise<readonly Late[]> {
  const [service, data] = [may(who, 'referral.late'), may(who, 'referral.late_recalls')]
  return readLate(trx, context, 'country', (_row, clock) => (OF_DATA_PROTECTION.includes(clock) ? data : service))
}

/** What of the country is overdue by as much again: for the coordinator; of recalls and exceptions for the data-protection officer. */
export async function listLate(
  context: ReferralContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!overseesLate(who)) return err(failure('referral.not_allowed'))
  return readInScope(context.db, systemFor(who), async (trx) => {
    const late = await lateInCountry(trx, context, who)
    const names = await context.agencyNames(trx)
    const ids = late.flatMap(({ row }) =>
      typeof row.facts['service_id'] === 'string' ? [row.facts['service_id']] : [],
    )
    const services = new Map(
      ids.length === 0
        ? []
        : (
            await tables(trx).selectFrom('referral.service').select(['id', 'name']).where('id', 'in', ids).execute()
          ).map(({ id, name }) => [id, name] as const),
    )
    return ok({
      items: late.flatMap(({ row, clocks }) =>
        clocks.map(({ clock, dueAt }) => ({
          number: String(row.facts['number'] ?? ''),
          kind: KINDS[row.kind]!.name,
          service: services.get(String(row.facts['service_id'])) ?? null,
          agencyName: names.get(row.parties[KINDS[row.kind]!.to] ?? '') ?? null,
          clock,
          dueAt,
        })),
      ),
    })
  })
}

/**
 * Deadlines that ran out: for those who lead where it has to be done, and for the sender, who waits for the other side. What stands among
 * their tasks already is left out.
 */
export async function lateTasks(
  context: ReferralContext,
  who: Principal,
  already: ReadonlySet<string>,
): Promise<readonly Task[]> {
  const [leads, sends] = [may(who, 'referral.lead'), may(who, 'referral.send')]
  const country = overseesLate(who) ? await countryTask(context, who) : []
  if (!leads && !sends) return country
  const late = await readInScope(context.db, scopeOf(who), async (trx) => {
    const found = await readLate(trx, context, 'over', (row, clock) => {
      const of = ofParty(row, clock)!
      return row.parties[of] === who.agencyId ? leads : sends && row.parties['sender'] === who.agencyId
    })
    const files = await context.files.filesSeen(
      trx,
      found.flatMap(({ row }) => (row.parties['sender'] === who.agencyId && row.file_id !== null ? [row.file_id] : [])),
    )
    return found.filter(
      ({ row }) => !already.has(row.id) && (row.parties['sender'] !== who.agencyId || files.has(row.file_id ?? '')),
    )
  })
  return [
    ...country,
    ...late.map(({ row, clocks: [first] }) => ({
      kind: 'referral_late',
      about: { kind: row.kind, id: row.id },
      to: null,
      details: {
        number: row.facts['number'] ?? null,
        need: row.facts['need'] ?? null,
        state: row.state,
        clock: first!.clock,
        rung: first!.rung,
      },
      dueAt: first!.dueAt,
      since: row.changed_at,
    })),
  ]
}

async function countryTask(context: ReferralContext, who: Principal): Promise<readonly Task[]> {
  const items = (await readInScope(context.db, systemFor(who), (trx) => lateInCountry(trx, context, who))).flatMap(
    ({ clocks }) => clocks,
  )
  if (items.length === 0) return []
  const dueAt = items.map((item) => item.dueAt).toSorted()[0]!
  return [
    {
      kind: 'referral_late_country',
      about: { kind: 'referral.late', id: 'late' },
      to: null,
      details: { count: items.length },
      dueAt,
      since: dueAt,
    },
  ]
}
