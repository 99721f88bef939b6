import type { Party } from '@gloact/exchange'
import type { Received } from '@gloact/exchange/server'
import { err, failure, newId, ok, valueOf, type Failure, type Json, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { checkStep } from '@gloact/records'
import { lockRequest, openRequest, SYSTEM, takeStep, type RequestsOf, type StepActor } from '@gloact/records/server'
import { MESSAGE_VERSION, messageBody, type MessageBody } from '../contract/messages.ts'
import { messageTakesFiles } from '../domain/files.ts'
import { STEP_OF } from '../domain/request-kind.ts'
import {
  belongsTo,
  EVIDENCE_MESSAGES,
  evaluationProblem,
  strayAnswers,
  type EvidenceMessage,
} from '../domain/tracks.ts'
import { ABROAD, abroadId, numberOf, type CooperationContext } from './context.ts'
import { trackAtDesk } from './directory.ts'
import { earlier, stepOfMessage } from './message-step.ts'
import { factsOf, requestOfConversation } from './requests.ts'

/** Tells the exchange what this module understands: the messages of the track of evidence, and none of another. */
export function registerMessages(context: CooperationContext, of: RequestsOf): void {
  const { exchange } = context
  if (!exchange) return
  for (const type of EVIDENCE_MESSAGES)
    exchange.registerMessageType({
      type,
      schemaVersion: MESSAGE_VERSION,
      schema: messageBody,
      takesFiles: messageTakesFiles(type),
      apply: (trx, message) => receiveMessage(trx, context, of, type, message),
      ...(type === 'cooperation.mla_request' && {
        onReceipt: async (trx, receipt) => void (await noteReceipt(trx, of, receipt)),
      }),
    })
}

/** The other country's authority as it takes steps here: its messages may what its officers may there. */
const fromAbroad = (from: Party): StepActor => ({ userId: ABROAD, agencyId: abroadId(from), may: () => true })

/**
 * What a message does here, in the transaction that records it: it opens a request, takes its step in one, or is noted as having
 * crossed one of ours. What it says is checked as if an officer here had typed it. Refused, nothing of it stays.
 */
export async function receiveMessage(
  trx: ScopedTransaction,
  context: CooperationContext,
  of: RequestsOf,
  type: EvidenceMessage,
  message: Received,
): Promise<Result<undefined, Failure>> {
  if (!belongsTo(message.type, 'evidence')) return err(failure('cooperation.wrong_track'))
  const { answers, number } = message.body as unknown as MessageBody
  if (strayAnswers(Object.keys(answers)).length > 0) return err(failure('cooperation.names_victim'))
  const track = await trackAtDesk(trx, context.country, message.to.authority)
  // Intelligence is graded, and evidence is not: a graded message is of another track, whatever it calls itself.
  if (track !== 'evidence' || evaluationProblem('evidence', message.handling.evaluation)) {
    return err(failure('cooperation.wrong_track'))
  }
  const actor = fromAbroad(message.from)
  const { handling, hash } = message
  const step = {
    id: message.id,
    happenedAt: earlier(message.createdAt, context.clock.now()),
    payload: { answers, also: { handling, hash } as unknown as Json },
  }
  if (type === 'cooperation.mla_request') {
    // Absent is not "no".
    const recognised = valueOf(answers['names_victim'])
    if (recognised !== 'no') return err(failure('cooperation.names_victim'))
    const opened = await openRequest(trx, of, actor, {
      ...step,
      step: 'arrive',
      requestId: message.conversationId,
      parties: { requested: message.agencyId, requesting: abroadId(message.from) },
      fileId: null,
      facts: {
        number: number ?? numberOf(message.conversationId),
        conversation: message.conversationId,
        country: message.from.country,
        desk: message.from.authority,
        ...factsOf(answers),
      },
    })
    return opened.ok ? ok(undefined) : opened
  }
  const name = STEP_OF[type]
  const found = await stepOfMessage(trx, of, message, { step: name, userId: ABROAD })
  if (!found.ok) return found
  const { requestId, fits } = found.value
  const taken = await takeStep(
    trx,
    of,
    actor,
    requestId,
    fits
      ? { ...step, step: name }
      : {
          ...step,
          step: 'crossed',
          payload: { answers: {}, also: { type, answers, handling, hash } as unknown as Json },
        },
  )
  return taken.ok ? ok(undefined) : taken
}

/** Our request lies safely there, or was not taken: the request says so. What it was told already stays as it is. */
export async function noteReceipt(
  trx: ScopedTransaction,
  of: RequestsOf,
  receipt: { readonly kind: string; readonly conversationId: string; readonly reason: string | null },
): Promise<Result<undefined, Failure>> {
  const requestId = await requestOfConversation(trx, receipt.conversationId, of.kind.kind)
  const loaded = requestId === undefined ? undefined : await lockRequest(trx, of, requestId)
  if (requestId === undefined || !loaded?.ok) return ok(undefined)
  const refused = receipt.kind === 'refused' || receipt.kind === 'unsupported'
  const step = refused ? 'miss_receipt' : 'deliver'
  if (!checkStep(of.kind, loaded.value.request, step, { userId: null, parties: [] }).ok) return ok(undefined)
  const taken = await takeStep(trx, of, SYSTEM, requestId, {
    id: newId(),
    step,
    happenedAt: of.clock.now(),
    payload: { answers: {}, ...(receipt.reason !== null && { also: { reason: receipt.reason } }) },
  })
  return taken.ok ? ok(undefined) : taken
}
