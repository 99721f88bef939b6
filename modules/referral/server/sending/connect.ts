import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type { Facts } from '@gloact/records'
import { requestTables, type RequestTable } from '@gloact/records/server'
import { sql } from 'kysely'
import { barOfNext, CAME_TO_NOTHING, MOST_OFFERS, UNANSWERED, WITH_RECEIVER } from '../../domain/chain.ts'
import { referralKind } from '../../domain/referral-kind.ts'
import { may, type ReferralContext } from '../referral-context.ts'

interface Drafted {
  readonly id: string
  readonly fileId: string
  readonly serviceId: string
  readonly need: string
  readonly receiver: string
  readonly offeredWith?: string | null | undefined
  readonly follows?: string | null | undefined
}

/** What a draft goes with: an offer of the same to another service, or a referral that it follows. */
export async function connect(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  drafted: Drafted,
): Promise<Result<Facts, Failure>> {
  const { offeredWith, follows } = drafted
  if (offeredWith && follows) return err(failure('referral.not_connected'))
  if (offeredWith) return offerWith(trx, who, drafted, offeredWith)
  return follows ? follow(trx, context, who, drafted, follows) : ok({})
}

const referralOf = (trx: ScopedTransaction, id: string): Promise<RequestTable | undefined> =>
  requestTables(trx, 'referral')
    .selectFrom('request')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', referralKind.kind)
    .where('erased_at', 'is', null)
    .executeTakeFirst()

/** The same need of the same file to another service, while nobody has answered. */
async function offerWith(
  trx: ScopedTransaction,
  who: Principal,
  { id, fileId, serviceId, need }: Drafted,
  otherId: string,
): Promise<Result<Facts, Failure>> {
  const other = await referralOf(trx, otherId)
  const fits =
    other !== undefined &&
    other.parties['sender'] === who.agencyId &&
    other.file_id === fileId &&
    other.facts['need'] === need &&
    UNANSWERED.includes(other.state)
  if (!fits) return err(failure('referral.not_connected'))
  const set = String(other.facts['offer_set'] ?? other.id)
  const offered = await requestTables(trx, 'referral')
    .selectFrom('request')
    .select('facts')
    .where(sql<boolean>`offer = ${set}::uuid`)
    .where('state', 'in', [...UNANSWERED])
    // The same draft sent again is not another.
    .where('id', '<>', id)
    .execute()
  const again = offered.some(({ facts }) => facts['service_id'] === serviceId)
  if (again || offered.length >= MOST_OFFERS) return err(failure('referral.too_many_offers'))
  const { chain, hop, follows } = other.facts
  return ok({ offer_set: set, ...(hop !== undefined && { chain: chain!, hop, follows: follows! }) })
}

/**
 * The next referral of a need: by its sender, where it came to nothing, or on by the agency to which it came. Who had part in it is
 * asked in the system's scope: an agency in the middle does not see the others.
 */
async function follow(
  trx: ScopedTransaction,
  context: ReferralContext,
  who: Principal,
  { fileId, need, receiver }: Drafted,
  parentId: string,
): Promise<Result<Facts, Failure>> {
  const parent = await referralOf(trx, parentId)
  if (!parent) return err(failure('referral.not_connected'))
  const again =
    parent.parties['sender'] === who.agencyId && parent.file_id === fileId && CAME_TO_NOTHING.includes(parent.state)
  const on = parent.parties['receiver'] === who.agencyId && WITH_RECEIVER.includes(parent.state)
  if (!again && !on) return err(failure('referral.not_connected'))
  const chain = String(parent.facts['chain'] ?? parent.id)
  const hop = Number(parent.facts['hop'] ?? 1) + 1
  const before = await inScope<readonly RequestTable[], Failure>(
    context.db,
    systemScope(context.country),
    async (all) =>
      ok(
        await requestTables(all, 'referral')
          .selectFrom('request')
          .selectAll()
          .where(sql<boolean>`hops_of = ${chain}::uuid`)
          .execute(),
      ),
  )
  if (!before.ok) return before
  const hops = before.value.map(({ facts, agencies }) => ({ need: String(facts['need']), agencies }))
  const bar = barOfNext(hops, { need, receiver, hop, leads: may(who, 'referral.lead') })
  return bar === null ? ok({ chain, hop, follows: parentId }) : err(failure(`referral.${bar}`))
}
