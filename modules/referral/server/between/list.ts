import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { presentRow, requestTables, type RequestTable } from '@gloact/records/server'
import type { BetweenItem, listBetween as contract } from '../../contract/between.ts'
import { BETWEEN, BETWEEN_NAMES, betweenNameOf } from '../../domain/between/kinds.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'
import { presentedRow, servedTo } from './served-to.ts'

const MOST = 200

/** What is open between the asker's agency and others, or all of one file; what they do not see is not there. */
export async function listBetween(
  context: ReferralContext,
  who: Principal,
  { fileId }: HandlerInput<typeof contract>['query'],
): Promise<Result<{ items: BetweenItem[] }, Failure>> {
  if (!may(who, 'referral.read')) return err(failure('referral.not_allowed'))
  return readInScope(context.db, scopeOf(who), async (trx) => {
    let query = requestTables(trx, 'referral')
      .selectFrom('request')
      .selectAll()
      .where(
        'kind',
        'in',
        BETWEEN_NAMES.map((name) => BETWEEN[name].kind),
      )
      .where('erased_at', 'is', null)
      .orderBy('changed_at', 'desc')
      .orderBy('id')
      .limit(MOST)
    query = fileId === undefined ? query.where('ended_at', 'is', null) : query.where('file_id', '=', fileId)
    const rows = await query.execute()
    const names = await context.agencyNames(trx)
    const items: BetweenItem[] = []
    for (const [kind, each] of Map.groupBy(rows, (row) => row.kind)) {
      const name = betweenNameOf(kind)!
      const seen = await servedTo(context, name).sees!(trx, who, each)
      for (const row of each) if (seen.has(row.id)) items.push(presentItem(row, who.agencyId, names))
    }
    return ok({ items: items.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1)) })
  })
}

function presentItem(row: RequestTable, agencyId: string, names: ReadonlyMap<string, string>): BetweenItem {
  const kind = betweenNameOf(row.kind)!
  const { id, state, turn, parties, nextDueAt, changedAt } = presentedRow(kind, presentRow(row, agencyId))
  return {
    kind,
    id,
    state,
    yours: turn !== null && parties[turn] === agencyId,
    agencies: [...new Set(Object.values(parties))].flatMap((each) =>
      each === agencyId ? [] : (names.get(each) ?? []),
    ),
    nextDueAt,
    changedAt,
  }
}
