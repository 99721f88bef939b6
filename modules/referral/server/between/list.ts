import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { behind, fullPage, PAGE, presentRow, requestTables, type RequestTable } from '@gloact/records/server'
import type { BetweenItem, listBetween as contract } from '../../contract/between.ts'
import { BETWEEN, BETWEEN_NAMES, betweenNameOf } from '../../domain/between/kinds.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'
import { presentedRow, servedTo } from './served-to.ts'

/** What is open between the asker's agency and others, or all of one file; what they do not see is not there. */
export async function listBetween(
  context: ReferralContext,
  who: Principal,
  { fileId, after: from }: HandlerInput<typeof contract>['query'],
): Promise<Result<{ items: BetweenItem[]; next: string | null }, Failure>> {
  if (!may(who, 'referral.read')) return err(failure('referral.not_allowed'))
  return readInScope(context.db, scopeOf(who), async (trx) => {
    const names = await context.agencyNames(trx)
    const rows = (after: string | undefined) => {
      const query = requestTables(trx, 'referral')
        .selectFrom('request')
        .selectAll()
        .where(
          'kind',
          'in',
          BETWEEN_NAMES.map((name) => BETWEEN[name].kind),
        )
        .where('erased_at', 'is', null)
        .orderBy('changed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(PAGE)
      const asked = fileId === undefined ? query.where('ended_at', 'is', null) : query.where('file_id', '=', fileId)
      const rest = behind(after)
      return (rest ? asked.where(rest) : asked).execute()
    }
    const shown = async (page: readonly RequestTable[]) => {
      const seen = new Set<string>()
      for (const [kind, each] of Map.groupBy(page, (row) => row.kind))
        for (const id of await servedTo(context, betweenNameOf(kind)!).sees!(trx, who, each)) seen.add(id)
      return (row: RequestTable) => (seen.has(row.id) ? presentItem(row, who.agencyId, names) : undefined)
    }
    return ok(await fullPage<RequestTable, BetweenItem>(from, rows, shown))
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
