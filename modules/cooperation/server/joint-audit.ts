import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Audited, compareAll as asking, readJointAudit as reading } from '../contract/joint-audit.ts'
import { intelligence } from '../domain/intelligence/kind.ts'
import { assistance } from '../domain/request-kind.ts'
import { may, scopeOf, type CooperationContext } from './context.ts'
import { mayReport } from './intelligence/reports.ts'

const MOST = 200

/** What a conversation is here, by its track. A referral of a person is on no list of this kind. */
const KINDS = { evidence: assistance.kind, intelligence: intelligence.kind } as const
type AuditedTrack = keyof typeof KINDS

/** The tracks that somebody may see: nobody learns from a list that there is a report on the other. */
const tracksFor = (evidence: boolean, reports: boolean): readonly AuditedTrack[] => [
  ...(evidence ? (['evidence'] as const) : []),
  ...(reports ? (['intelligence'] as const) : []),
]
const readBy = (who: Principal) => tracksFor(may(who, 'cooperation.read'), mayReport(who, 'intelligence.read'))
const comparedBy = (who: Principal) => tracksFor(may(who, 'cooperation.enquire'), mayReport(who, 'intelligence.write'))

interface Crossing {
  readonly id: string
  readonly track: AuditedTrack
  readonly number: string
  readonly country: string
  readonly conversation: string
  readonly ended: boolean
}

/** Requests and reports of the asker's agency of which something crossed a border: the latest first. */
async function crossings(trx: ScopedTransaction, tracks: readonly AuditedTrack[]): Promise<readonly Crossing[]> {
  const { rows } = await sql<Omit<Crossing, 'track'> & { readonly kind: string }>`
    select id, kind, facts ->> 'number' as number, facts ->> 'country' as country, facts ->> 'conversation' as conversation,
      ended_at is not null as ended
    from cooperation.request
    where kind = any(${tracks.map((track) => KINDS[track])}) and facts ->> 'conversation' is not null and erased_at is null
    order by changed_at desc limit ${MOST}`.execute(trx)
  return rows.map(({ kind, ...row }) => ({ ...row, track: kind === KINDS.intelligence ? 'intelligence' : 'evidence' }))
}

/** What both sides last found when they held what they have against one another. A difference stands before all else. */
export async function readJointAudit(
  context: CooperationContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof reading>, Failure>> {
  const tracks = readBy(who)
  if (tracks.length === 0) return err(failure('cooperation.not_allowed'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  return readInScope<Result<ResponseOf<typeof reading>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const last = await exchange.lastComparisons(trx)
    const comparedOf = (of: (one: (typeof last)[number]) => boolean): Audited['compared'] => {
      const found = last.find(of)
      return found ? { at: found.at, differences: found.differences.map((each) => ({ ...each })) } : null
    }
    // The chains are of all that crosses: for those who see with whom the country exchanges.
    const peers = may(who, 'peers.read') ? await exchange.peers.list(trx) : []
    const chains = peers.map(({ country }) => ({
      country,
      request: null,
      compared: comparedOf((one) => one.peer === country && one.conversationId === null),
    }))
    const requests = (await crossings(trx, tracks)).map(({ id, number, track, country, conversation }) => ({
      country,
      request: { id, number, track },
      compared: comparedOf((one) => one.conversationId === conversation),
    }))
    const differs = ({ compared }: Audited): number => (compared !== null && compared.differences.length > 0 ? 0 : 1)
    return ok({
      items: [...chains, ...requests].toSorted((a, b) => differs(a) - differs(b)),
      next: null,
      mayCompare: [...comparedBy(who)],
    })
  })
}

/** Asks a country what it has of every request or report that is open; what it answers is held against what lies here when it arrives. */
export async function compareAll(
  context: CooperationContext,
  who: Principal,
  { country }: HandlerInput<typeof asking>['params'],
): Promise<Result<ResponseOf<typeof asking>, Failure>> {
  const tracks = comparedBy(who)
  if (tracks.length === 0) return err(failure('cooperation.not_allowed'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  const open = await readInScope(context.db, scopeOf(who), (trx) => crossings(trx, tracks))
  let asked = 0
  for (const { conversation } of open.filter((each) => each.country === country && !each.ended)) {
    // One that cannot be asked (a country that was stopped) keeps nothing back from the others.
    const compared = await inScope(context.db, scopeOf(who), (trx) => exchange.compare(trx, conversation))
    if (compared.ok) asked++
  }
  return ok({ asked })
}
