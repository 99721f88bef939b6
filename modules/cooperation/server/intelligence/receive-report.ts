import type { Received } from '@gloact/exchange/server'
import { err, failure, ok, valueOf, type Failure, type Json, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { openRequest, takeStep, type RequestsOf, type StepActor } from '@gloact/records/server'
import { MESSAGE_VERSION, reportBody, type MessageBody } from '../../contract/messages.ts'
import { SUBJECT_ROLES } from '../../domain/intelligence/check.ts'
import { intelligence, REPORT_STEP_OF } from '../../domain/intelligence/kind.ts'
import {
  belongsTo,
  evaluationProblem,
  INTELLIGENCE_MESSAGES,
  strayAnswers,
  type IntelligenceMessage,
} from '../../domain/tracks.ts'
import { ABROAD, ABROAD_SECOND, abroadId, numberOf, type CooperationContext } from '../context.ts'
import { trackAtDesk } from '../directory.ts'
import { earlier, stepOfMessage } from '../message-step.ts'
import { noteReceipt } from '../receive.ts'
import { factsOf } from '../requests.ts'

/** Tells the exchange what this module understands of the track of intelligence, and of no other. */
export function registerReports(context: CooperationContext, of: RequestsOf): void {
  const { exchange } = context
  if (!exchange) return
  for (const type of INTELLIGENCE_MESSAGES)
    exchange.registerMessageType({
      type,
      schemaVersion: MESSAGE_VERSION,
      schema: reportBody,
      apply: (trx, message) => receiveReport(trx, context, of, type, message),
      ...(type === 'cooperation.intel_report' && {
        onReceipt: async (trx, receipt) => void (await noteReceipt(trx, of, receipt)),
      }),
    })
}

/**
 * What a message about suspects does here, in the transaction that records it. It comes graded to a desk that takes intelligence, or it is
 * not taken; nobody who is a victim can be recognised from it.
 */
export async function receiveReport(
  trx: ScopedTransaction,
  context: CooperationContext,
  of: RequestsOf,
  type: IntelligenceMessage,
  message: Received,
): Promise<Result<undefined, Failure>> {
  const track = await trackAtDesk(trx, context.country, message.to.authority)
  if (!belongsTo(message.type, 'intelligence') || track !== 'intelligence')
    return err(failure('cooperation.wrong_track'))
  const { handling, hash } = message
  if (evaluationProblem('intelligence', handling.evaluation)) return err(failure('cooperation.not_graded'))
  const { answers, number } = message.body as unknown as MessageBody
  const roles = Object.entries(answers).filter(([path]) => /^subjects\/.*\/role$/.test(path))
  const others = roles.some(([, answer]) => !SUBJECT_ROLES.some((role) => role === valueOf(answer)))
  if (others || strayAnswers(Object.keys(answers)).length > 0) return err(failure('cooperation.names_victim'))
  const name = REPORT_STEP_OF[type]
  const userId = 'notBy' in intelligence.steps[name] ? ABROAD_SECOND : ABROAD
  const actor: StepActor = { userId, agencyId: abroadId(message.from), may: () => true }
  const step = {
    id: message.id,
    happenedAt: earlier(message.createdAt, context.clock.now()),
    payload: { answers, also: { handling, hash } as unknown as Json },
  }
  if (type === 'cooperation.intel_report') {
    // Absent is not "no".
    if (valueOf(answers['names_victim']) !== 'no') return err(failure('cooperation.names_victim'))
    const opened = await openRequest(trx, of, actor, {
      ...step,
      step: 'arrive',
      requestId: message.conversationId,
      parties: { receiving: message.agencyId, sending: abroadId(message.from) },
      fileId: null,
      facts: {
        number: number ?? numberOf(message.conversationId, 'int'),
        conversation: message.conversationId,
        country: message.from.country,
        desk: message.from.authority,
        ...factsOf(answers),
      },
    })
    return opened.ok ? ok(undefined) : opened
  }
  const found = await stepOfMessage(trx, of, message, { step: name, userId })
  if (!found.ok) return found
  const { requestId, fits } = found.value
  const crossed = { answers: {}, also: { type, answers, handling, hash } as unknown as Json }
  const taken = await takeStep(
    trx,
    of,
    actor,
    requestId,
    fits ? { ...step, step: name } : { ...step, step: 'crossed', payload: crossed },
  )
  return taken.ok ? ok(undefined) : taken
}
