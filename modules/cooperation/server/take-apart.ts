import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import {
  lockRequest,
  shown,
  takeStep,
  type LoadedRequest,
  type RequestsOf,
  type SentStep,
  type ServedTo,
} from '@gloact/records/server'
import { scopeOf, type CooperationContext } from './context.ts'

type Sent = Pick<SentStep, 'step' | 'payload'>

/**
 * Takes a step that needs more than its form, in one transaction under the request's lock: `ready` says what goes with it, or what
 * keeps it. Said again, it is not done again.
 */
export async function takeApart(
  context: CooperationContext,
  of: RequestsOf,
  served: ServedTo<Principal>,
  who: Principal,
  requestId: string,
  { stepId, happenedAt }: { readonly stepId: string; readonly happenedAt: string },
  ready: (
    trx: ScopedTransaction,
    loaded: LoadedRequest,
    isSecondTo: (first: string | null) => boolean,
  ) => Promise<Result<Sent, Failure>>,
): Promise<Result<RequestShown, Failure>> {
  const barred = served.mayRead(who)
  if (barred) return err(barred)
  const dependent = await context.notIndependentOf(who.userId)
  const isSecondTo = (first: string | null): boolean =>
    first === null || (first !== who.userId && !dependent.has(first))
  const done = await inScope<unknown, Failure>(context.db, scopeOf(who), async (trx) => {
    const loaded = await lockRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    const before = loaded.value.log.find(({ id }) => id === stepId)
    if (before) return ok(undefined)
    const sent = await ready(trx, loaded.value, isSecondTo)
    if (!sent.ok) return sent
    return takeStep(trx, of, { ...served.actorOf(who), independentOf: isSecondTo }, requestId, {
      id: stepId,
      happenedAt: asInstant(happenedAt),
      ...sent.value,
    })
  })
  return done.ok ? readInScope(context.db, scopeOf(who), (trx) => shown(trx, of, served, who, requestId)) : done
}
