import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Audited, compareAll as asking, readJointAudit as reading } from '../contract/joint-audit.ts'
import { assistance } from '../domain/request-kind.ts'
import { may, scopeOf, type CooperationContext } from './context.ts'

const MOST = 200

interface Crossing {
  readonly id: string
  readonly number: string
  readonly country: string
  readonly conversation: string
  readonly ended: boolean
}

/** Requests of the asker's agency of which something crossed a border: the latest first. */
const crossings = async (trx: ScopedTransaction): Promise<readonly Crossing[]> =>
  (
    await sql<Crossing>`
      select id, facts ->> 'number' as number, facts ->> 'country' as country, facts ->> 'conversation' as conversation,
        ended_at is not null as ended
      from cooperation.request
      where kind = ${assistance.kind} and facts ->> 'conversation' is not null and erased_at is null
      order by changed_at desc limit ${MOST}`.execute(trx)
  ).rows

/** What both sides last found when they held what they have against one another. A difference stands before all else. */
export async function readJointAudit(
  context: CooperationContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  return readInScope<Result<ResponseOf<typeof reading>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const last = await exchange.lastComparisons(trx)
    const comparedOf = (of: (one: (typeof last)[number]) => boolean): Audited['compared'] => {
      const found = last.find(of)
      return found ? { at: found.at, differences: found.differences.map((each) => ({ ...each })) } : null
    }
    const chains = (await exchange.peers.list(trx)).map(({ country }) => ({
      country,
      request: null,
      compared: comparedOf((one) => one.peer === country && one.conversationId === null),
    }))
    const requests = (await crossings(trx)).map(({ id, number, country, conversation }) => ({
      country,
      request: { id, number },
      compared: comparedOf((one) => one.conversationId === conversation),
    }))
    const differs = ({ compared }: Audited): number => (compared !== null && compared.differences.length > 0 ? 0 : 1)
    return ok({ items: [...chains, ...requests].toSorted((a, b) => differs(a) - differs(b)), next: null })
  })
}

/** Asks a country what it has of every request that is open; what it answers is held against what lies here when it arrives. */
export async function compareAll(
  context: CooperationContext,
  who: Principal,
  { country }: HandlerInput<typeof asking>['params'],
): Promise<Result<ResponseOf<typeof asking>, Failure>> {
  if (!may(who, 'cooperation.enquire')) return err(failure('cooperation.not_allowed'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  const open = await readInScope(context.db, scopeOf(who), crossings)
  let asked = 0
  for (const { conversation } of open.filter((each) => each.country === country && !each.ended)) {
    // One that cannot be asked (a country that was stopped) keeps nothing back from the others.
    const compared = await inScope(context.db, scopeOf(who), (trx) => exchange.compare(trx, conversation))
    if (compared.ok) asked++
  }
  return ok({ asked })
}
