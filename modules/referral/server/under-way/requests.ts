import { err, failure, newId, ok, valueOf, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { dayOf } from '@gloact/calendar'
import type { ScopedTransaction } from '@gloact/postgres'
import type { RequestsOf, StepTaken } from '@gloact/records/server'
import { COPY_FORMS } from '../../domain/copied.ts'
import { feedbackOf, tellsTooMuch } from '../../domain/feedback.ts'
import { REFERRAL_FORMS, REFERRAL_LISTS } from '../../domain/forms.ts'
import { referralClock, referralKind } from '../../domain/referral-kind.ts'
import { holdPlace, movePlace } from '../directory/capacity.ts'
import { doubtEntry } from '../directory/doubt-entry.ts'
import { checkWaits, recallUnjustified } from './exception.ts'
import { reportIncident } from './incidents.ts'
import { keepOffer } from '../sending/offers.ts'
import { destroyPackage } from '../sending/packages.ts'
import type { ReferralContext } from '../referral-context.ts'
import { tables } from '../tables.ts'

/** Referrals as requests: where they lie, and what follows from a step in the same transaction. */
export const referralRequests = (context: ReferralContext): RequestsOf => ({
  kind: referralKind,
  schema: 'referral',
  db: context.db,
  vault: context.vault,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: { ...REFERRAL_FORMS, ...COPY_FORMS },
  codeLists: REFERRAL_LISTS,
  sealedBy: 'own',
  audited: 'referral.step_taken',
  clockRule: referralClock(context.clocks),
  // The line in the file that stands for this service: the step that wrote it last.
  factsAfter: (facts, { id, step, payload }) => ({
    ...facts,
    ...(WRITES_LINE.includes(step) && { file_line: id }),
    // The day that was agreed: until then, what is planned has time.
    ...(step === 'accept' && firstDayIn(payload)),
  }),
  onTaken: (trx, taken) => followStep(trx, context, taken, () => referralRequests(context)),
})

function firstDayIn({ answers }: StepTaken['payload']): { readonly first_on?: string } {
  const day = valueOf(answers['first_on'])
  return typeof day === 'string' ? { first_on: day } : {}
}

/** Steps that write a line of their own into the file. */
const WRITES_LINE: readonly string[] = ['send', 'start', 'follow_file']

/** Steps after which nothing that was sent may be read any more. */
const ENDS_READING: Readonly<Record<string, string>> = {
  decline: 'declined',
  withdraw: 'withdrawn',
  recall: 'recalled',
  recall_package: 'recalled',
  stop: 'recalled',
  expire: 'expired',
  withdraw_offer: 'withdrawn',
  agency_closed: 'agency_closed',
}

/** What a file says of a service after a step, where it says something. */
const RESULTS: Readonly<Record<string, string>> = {
  decline: 'unavailable',
  expire: 'unavailable',
  agency_closed: 'unavailable',
  withdraw_offer: 'received_elsewhere',
}

const EVENTS = {
  send: 'referral.sent',
  accept: 'referral.answered',
  decline: 'referral.answered',
  put_on_list: 'referral.answered',
  withdraw: 'referral.recalled',
  recall: 'referral.recalled',
  recall_package: 'referral.recalled',
  withdraw_offer: 'referral.recalled',
  complete: 'referral.outcome_recorded',
  not_deliver: 'referral.outcome_recorded',
  end: 'referral.outcome_recorded',
  agency_closed: 'referral.outcome_recorded',
  expire: 'referral.expired',
} as const

async function followStep(
  trx: ScopedTransaction,
  context: ReferralContext,
  taken: StepTaken,
  of: () => RequestsOf,
): Promise<Result<undefined, Failure>> {
  const { step, requestId, from } = taken
  if (tellsTooMuch(feedbackOf(taken.facts), step, taken.payload.answers))
    return err(failure('referral.feedback_not_agreed'))
  const waits = await checkWaits(trx, taken)
  if (!waits.ok) return waits
  const offer = await keepOffer(trx, context, taken)
  if (!offer.ok) return offer
  const place = { requestId, serviceId: String(taken.facts['service_id']), at: context.clock.now() }
  if (step === 'accept') {
    const held = await holdPlace(trx, place)
    if (!held.ok) return held
  }
  if (step === 'start') await movePlace(trx, place, { held: -1, occupied: 1 })
  if (taken.to !== 'accepted' && from === 'accepted' && step !== 'start')
    await movePlace(trx, place, { held: -1, occupied: 0 })
  if (from === 'in_service' && taken.to !== 'in_service') await movePlace(trx, place, { held: 0, occupied: -1 })
  const because = ENDS_READING[step]
  if (because !== undefined) await destroyPackage(trx, context, requestId, because)
  await keepCode(trx, taken)
  await doubtEntry(trx, context, taken)
  const reported = await reportIncident(trx, context, taken)
  if (!reported.ok) return reported
  await writeIntoFile(trx, context, taken)
  if (step === 'review_override' && valueOf(taken.payload.answers['reason']) === 'not_justified') {
    const recalled = await recallUnjustified(trx, context, of(), taken)
    if (!recalled.ok) return recalled
  }
  const event = EVENTS[step as keyof typeof EVENTS]
  if (event) await context.publish(trx, event, { requestId })
  return ok(undefined)
}

/** Where the form of a step has a code of why, or of the result. */
const CODED: Readonly<Record<string, string>> = {
  decline: 'reason',
  not_deliver: 'reason',
  withdraw: 'reason',
  complete: 'result',
}

/** Keeps the code beside the sealed step, for the figures; never its words. */
async function keepCode(trx: ScopedTransaction, { step, requestId, payload }: StepTaken): Promise<void> {
  const field = CODED[step]
  const given = field === undefined ? undefined : payload.answers[field]
  if (!given || !('value' in given)) return
  const row = { request_id: requestId, step, code: String(given.value) }
  await tables(trx).insertInto('referral.outcome_code').values(row).execute()
}

/** The sender's file follows: planned when it is sent, under way when it starts, with its result in the end. */
async function writeIntoFile(trx: ScopedTransaction, context: ReferralContext, taken: StepTaken): Promise<void> {
  const { step, fileId, parties, facts, id, happenedAt } = taken
  if (fileId === null) return
  const on: PlainDate = dayOf(happenedAt, context.calendar)
  const service = {
    type: String(facts['need']),
    providerAgencyId: parties['receiver']!,
    provider: null,
    endedOn: null,
    goalId: null,
    note: null,
  }
  if (step === 'send') {
    const line = (corrects: string | null) =>
      context.files.recordService(trx, fileId, {
        id,
        happenedAt,
        type: 'service_recorded',
        payload: { ...service, plannedOn: on, startedOn: null, corrects },
      })
    const { continues } = facts
    // What was written by hand before stays in the history; the line of the referral stands in its place, or by itself where it is gone.
    if (typeof continues !== 'string' || !(await line(continues))) await line(null)
    return
  }
  if (step === 'start') {
    const before = await lineBefore(trx, taken)
    const payload = { ...service, plannedOn: null, startedOn: on, corrects: before }
    await context.files.recordService(trx, fileId, { id, happenedAt, type: 'service_recorded', payload })
    return
  }
  if (step === 'follow_file') {
    const isGiven = taken.from === 'in_service'
    if (!isGiven && !UNDER_WAY.includes(taken.from ?? '')) return
    const dates = { plannedOn: isGiven ? null : on, startedOn: isGiven ? on : null, corrects: null }
    const payload = { ...service, ...dates }
    await context.files.recordService(trx, fileId, { id, happenedAt, type: 'service_recorded', payload })
    return
  }
  const result = resultOf(taken)
  const line = facts['file_line']
  if (result === undefined || typeof line !== 'string') return
  const payload = { serviceId: line, result, resultOn: on, reason: null }
  await context.files.recordService(trx, fileId, { id: newId(), happenedAt, type: 'service_result_recorded', payload })
}

/** A service is planned in these. */
const UNDER_WAY: readonly string[] = ['sent', 'acknowledged', 'more_asked', 'waiting', 'accepted']

/** The step that wrote the line which this one takes the place of. */
async function lineBefore(trx: ScopedTransaction, { requestId }: StepTaken): Promise<string | null> {
  const row = await trx
    .selectFrom('referral.request_step')
    .select('id')
    .where('request_id', '=', requestId)
    .where('step', 'in', ['send', 'follow_file'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (row?.id as string | undefined) ?? null
}

function resultOf({ step, payload, from }: StepTaken): string | undefined {
  const answer = (field: string): unknown => {
    const given = payload.answers[field]
    return given && 'value' in given ? given.value : undefined
  }
  if (step === 'complete') return String(answer('result'))
  if (step === 'not_deliver') return answer('reason') === 'declined_by_person' ? 'declined' : 'unavailable'
  if (step === 'withdraw' || step === 'recall' || step === 'stop')
    return from === 'in_service' ? 'ended_early' : 'declined'
  return RESULTS[step]
}
