import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { loadRequest, shown, type RequestsOf, type ServedTo } from '@gloact/records/server'
import type { offerAlso as offering } from '../../contract/referrals.ts'
import { CAME_TO_NOTHING } from '../../domain/chain.ts'
import { feedbackOf } from '../../domain/feedback.ts'
import { URGENCIES } from '../../domain/referral-kind.ts'
import { draftedOf, type Drafted } from './build-package.ts'
import { draftReferral } from './refer.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'

type Draft = Parameters<typeof draftReferral>[4]

/** The same need in the same words for another service, as a draft: what it would receive is previewed under consent for it. */
export async function offerAlso(
  context: ReferralContext,
  of: RequestsOf,
  to: ServedTo<Principal>,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof offering>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'referral.send')) return err(failure('referral.not_allowed'))
  const first = await readInScope(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, to, who, requestId)
    if (!seen.ok) return seen
    if (!seen.value.you.includes('sender')) return err(failure('records.not_found'))
    const loaded = await loadRequest(trx, of, requestId)
    return loaded.ok ? ok(loaded.value) : loaded
  })
  if (!first.ok) return first
  const { row } = first.value
  if (row.file_id === null) return err(failure('referral.no_file'))
  const { words, groups, child } = draftedOf(first.value)
  return draftReferral(context, of, to, who, {
    ...body,
    fileId: row.file_id,
    urgency: URGENCIES.find((each) => each === row.facts['urgency']) ?? 'standard',
    words,
    groups: [...groups],
    feedback: feedbackOf(row.facts),
    tellsFirst: false,
    tieWeighed: false,
    child: child as (Drafted & Draft)['child'],
    [CAME_TO_NOTHING.includes(row.state) ? 'follows' : 'offeredWith']: requestId,
  })
}
