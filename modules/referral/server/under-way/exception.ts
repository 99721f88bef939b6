import { err, failure, newId, ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { requestTables, SYSTEM, takeStep, type RequestsOf, type StepTaken } from '@gloact/records/server'
import { exceptionStepsOpen } from '../../domain/override.ts'
import { referralKind } from '../../domain/referral-kind.ts'
import { destroyPackage } from '../sending/packages.ts'
import type { ReferralContext } from '../referral-context.ts'

const WAITED: readonly string[] = ['confirm_override', 'review_override', 'confirm_narrowed', 'go_on', 'stop']

/** Steps that are open only where something waits for them: an exception that was asked for or confirmed, a narrowing, consent that ended. */
export async function checkWaits(
  trx: ScopedTransaction,
  { id, step, requestId }: StepTaken,
): Promise<Result<undefined, Failure>> {
  if (!WAITED.includes(step)) return ok(undefined)
  const log = await requestTables(trx, 'referral')
    .selectFrom('request_step')
    .select(['id', 'step'])
    .where('request_id', '=', requestId)
    .orderBy('sequence')
    .execute()
  const before = log.filter((each) => each.id !== id)
  const last = (name: string): number => before.findLastIndex((each) => each.step === name)
  const waits =
    step === 'confirm_narrowed'
      ? Math.max(last('narrow'), last('recall_package')) > last('confirm_narrowed')
      : step === 'go_on' || step === 'stop'
        ? last('recall_package') > last('go_on')
        : exceptionStepsOpen(before).includes(step)
  return waits ? ok(undefined) : err(failure('referral.nothing_waits'))
}

/** An exception that was not justified is called back, or, where it is over, read by nobody any more. */
export async function recallUnjustified(
  trx: ScopedTransaction,
  context: ReferralContext,
  of: RequestsOf,
  { requestId, to }: StepTaken,
): Promise<Result<undefined, Failure>> {
  const { from } = referralKind.steps.recall
  if (from === 'new' || !from.some((state) => state === to)) {
    await destroyPackage(trx, context, requestId, 'not_justified')
    return ok(undefined)
  }
  const step = { id: newId(), step: 'recall', happenedAt: context.clock.now(), payload: { answers: {} } }
  const recalled = await takeStep(trx, of, SYSTEM, requestId, step)
  return recalled.ok ? ok(undefined) : recalled
}
