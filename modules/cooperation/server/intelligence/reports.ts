import type { Handling } from '@gloact/exchange'
import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import {
  loadRequest,
  openPayload,
  type LoadedRequest,
  type RequestsOf,
  type ServedTo,
  type StepTaken,
} from '@gloact/records/server'
import { MESSAGE_VERSION } from '../../contract/messages.ts'
import { evaluationIn } from '../../domain/intelligence/check.ts'
import { REPORT_FORMS } from '../../domain/intelligence/forms.ts'
import {
  intelligence,
  isReportWithheld,
  mayCloseReport,
  reportClock,
  reportMessageOf,
} from '../../domain/intelligence/kind.ts'
import { intelligencePolicy, type IntelligenceAction } from '../../domain/intelligence/policy.ts'
import { COOPERATION_LISTS } from '../../domain/lists.ts'
import { belongsTo, evaluationProblem } from '../../domain/tracks.ts'
import { ABROAD, ABROAD_SECOND, scopeOf, todayIn, type CooperationContext } from '../context.ts'
import { deskOf } from '../directory.ts'
import { requestKeys } from '../request-keys.ts'
import { contentOf, conversationOf, factsAfter, handlingOf, SCHEMA } from '../requests.ts'

export const mayReport = ({ agencyId, roles }: Principal, action: IntelligenceAction): boolean =>
  intelligencePolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

/** Reports of intelligence as requests, on a track of their own: what crosses the border goes in the transaction of its step. */
export const reportsOf = (context: CooperationContext): RequestsOf => ({
  kind: intelligence,
  schema: SCHEMA,
  db: context.db,
  vault: requestKeys(context.vault),
  keysApart: true,
  clock: context.clock,
  country: context.country,
  calendar: context.calendar,
  forms: REPORT_FORMS,
  codeLists: { ...context.codeLists, ...COOPERATION_LISTS },
  sealedBy: 'own',
  audited: 'cooperation.step_taken',
  clockRule: reportClock,
  factsAfter: (facts, taken) => ({ ...factsAfter(facts, taken), ...(taken.step === 'recall' && { recalled: true }) }),
  onTaken: (trx, taken) => followReport(trx, context, taken),
})

export const servedReports = (context: CooperationContext): ServedTo<Principal> => ({
  scopeOf,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => mayReport(who, permission as IntelligenceAction),
  }),
  mayRead: (who) => (mayReport(who, 'intelligence.read') ? null : failure('cooperation.not_allowed')),
  // What was recalled, or may be used no more, is not read any more where it came to.
  presented: (view) =>
    !view.you.includes('sending') && isReportWithheld(view.facts, todayIn(context))
      ? { ...view, steps: view.steps.map((step) => (step.party === 'sending' ? { ...step, answers: {} } : step)) }
      : view,
  // With these goes more than a form; the last come from abroad, or from the platform.
  apart: ['draft', 'submit', 'approve', 'arrive', 'crossed', 'deliver', 'miss_receipt', 'end_use'],
})

/** How a report is handled, with the grade that it has by now: of the last correction that gave one, or of the report. */
export function handlingOfReport(loaded: LoadedRequest): Handling {
  const corrected = loaded.log
    .filter(({ step }) => step === 'correct')
    .map((row) => evaluationIn(openPayload(loaded.key, SCHEMA, row).answers))
    .findLast((evaluation) => evaluation !== null)
  return { ...handlingOf(loaded), evaluation: corrected ?? evaluationIn(contentOf(loaded)) }
}

/** Puts what a step says into the outbox, in the step's own transaction: its answers, graded; nothing else crosses. */
export async function sendReport(
  trx: ScopedTransaction,
  context: CooperationContext,
  loaded: LoadedRequest,
  {
    step,
    agencyId,
    answers,
  }: { readonly step: string; readonly agencyId: string | null; readonly answers: FormAnswers },
): Promise<Result<{ readonly conversationId: string }, Failure>> {
  const type = reportMessageOf(step)
  if (type === undefined || !belongsTo(type, 'intelligence')) return err(failure('cooperation.wrong_track'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  const desk = await deskOf(trx, context, agencyId, 'intelligence')
  if (desk === null) return err(failure('cooperation.no_desk'))
  const { facts } = loaded.row
  const conversation = conversationOf(facts)
  if (conversation === null && step !== 'approve') return err(failure('cooperation.no_conversation'))
  const held = handlingOfReport(loaded)
  const evaluation = evaluationIn(answers) ?? held.evaluation
  if (evaluationProblem('intelligence', evaluation)) return err(failure('cooperation.not_graded'))
  return exchange.enqueueMessage(trx, {
    ...(conversation !== null && { conversationId: conversation }),
    fromAuthority: desk,
    to: { country: String(facts['country']), authority: String(facts['desk']) },
    type,
    schemaVersion: MESSAGE_VERSION,
    handling: { ...held, evaluation },
    purpose: 'intelligence',
    legalBasis: 'untoc-27',
    body: { answers, ...(step === 'approve' && { number: String(facts['number']) }) },
  })
}

/** What a step of this side tells the other; an approval has sent its report before it is recorded. */
async function followReport(
  trx: ScopedTransaction,
  context: CooperationContext,
  { step, by, from, requestId, payload }: StepTaken,
): Promise<Result<undefined, Failure>> {
  const abroad = [ABROAD, ABROAD_SECOND].includes(by.userId ?? '')
  if (abroad || step === 'approve' || reportMessageOf(step) === undefined) return ok(undefined)
  if (step === 'close' && !mayCloseReport(from ?? '')) {
    return err(failure('records.not_open', { params: { state: from ?? '' } }))
  }
  const loaded = await loadRequest(trx, reportsOf(context), requestId)
  if (!loaded.ok) return loaded
  const sent = await sendReport(trx, context, loaded.value, { step, agencyId: by.agencyId, answers: payload.answers })
  return sent.ok ? ok(undefined) : sent
}
