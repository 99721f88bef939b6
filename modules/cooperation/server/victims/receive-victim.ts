import type { Received } from '@gloact/exchange/server'
import { err, failure, newId, ok, type Failure, type Json, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { checkStep } from '@gloact/records'
import { lockRequest, openRequest, SYSTEM, takeStep, type RequestsOf, type StepActor } from '@gloact/records/server'
import { MESSAGE_VERSION, victimBody, type VictimBody } from '../../contract/messages.ts'
import { belongsTo, evaluationProblem, REFERRAL_MESSAGES, type ReferralMessage } from '../../domain/tracks.ts'
import { VICTIM_STEP_OF, victimReferral } from '../../domain/victims/kind.ts'
import { ABROAD, ABROAD_SECOND, abroadId, numberOf } from '../context.ts'
import { trackAtDesk } from '../directory.ts'
import { earlier, stepOfMessage } from '../message-step.ts'
import { requestOfConversation } from '../requests.ts'
import { keepPerson } from './handed-over.ts'
import type { VictimContext } from './victims-context.ts'

/** Tells the exchange what this module understands of the track of referrals. */
export function registerVictimMessages(context: VictimContext, of: RequestsOf): void {
  const { exchange } = context
  if (!exchange) return
  for (const type of REFERRAL_MESSAGES)
    exchange.registerMessageType({
      type,
      schemaVersion: MESSAGE_VERSION,
      schema: victimBody,
      apply: (trx, message) => receiveVictim(trx, context, of, type, message),
      onReceipt: async (trx, receipt) => {
        if (receipt.kind === 'refused' || receipt.kind === 'unsupported') await noteNotTaken(trx, of, receipt)
      },
    })
}

/**
 * What a message about a person does here, in the transaction that records it. What it says is checked as if somebody here had typed it;
 * it comes to a desk that receives people, or it is not taken.
 */
export async function receiveVictim(
  trx: ScopedTransaction,
  context: VictimContext,
  of: RequestsOf,
  type: ReferralMessage,
  message: Received,
): Promise<Result<undefined, Failure>> {
  const atDesk = (await trackAtDesk(trx, context.country, message.to.authority)) === 'referral'
  // Nobody grades a victim.
  const graded = evaluationProblem('referral', message.handling.evaluation) !== undefined
  if (!belongsTo(message.type, 'referral') || !atDesk || graded) return err(failure('cooperation.wrong_track'))
  const { answers, number, person } = message.body as unknown as VictimBody
  // Who somebody is comes with the hand-over, once it was accepted, and in nothing else.
  if ((person !== undefined) !== (type === 'cooperation.victim_handed_over')) {
    return err(failure('cooperation.names_victim'))
  }
  const name = VICTIM_STEP_OF[type]
  const userId = 'notBy' in victimReferral.steps[name] ? ABROAD_SECOND : ABROAD
  const actor: StepActor = { userId, agencyId: abroadId(message.from), may: () => true }
  const step = {
    id: message.id,
    happenedAt: earlier(message.createdAt, context.clock.now()),
    payload: { answers, also: { hash: message.hash } as unknown as Json },
  }
  if (type === 'cooperation.victim_capacity_asked') {
    const opened = await openRequest(trx, of, actor, {
      ...step,
      step: 'arrive',
      requestId: message.conversationId,
      parties: { receiving: message.agencyId, sending: abroadId(message.from) },
      fileId: null,
      facts: {
        number: number ?? numberOf(message.conversationId, 'vr'),
        conversation: message.conversationId,
        own_desk: message.to.authority,
        country: message.from.country,
        desk: message.from.authority,
        urgency: urgencyOf(answers),
      },
    })
    return opened.ok ? ok(undefined) : opened
  }
  const found = await stepOfMessage(trx, of, message, { step: name, userId })
  if (!found.ok) return found
  const { requestId, fits } = found.value
  if (!fits) {
    // What crossed is noted; of a person nothing is kept, since nobody here waits for them any more.
    const crossed = { type, answers, hash: message.hash } as unknown as Json
    const noted = { ...step, step: 'crossed', payload: { answers: {}, also: crossed } }
    const taken = await takeStep(trx, of, actor, requestId, noted)
    return taken.ok ? ok(undefined) : taken
  }
  if (person) await keepPerson(trx, context, requestId, { person, agencyId: message.agencyId, groups: [] })
  const also = { hash: message.hash, on: message.createdAt.slice(0, 10) } as unknown as Json
  const taken = await takeStep(trx, of, actor, requestId, { ...step, step: name, payload: { answers, also } })
  return taken.ok ? ok(undefined) : taken
}

const urgencyOf = ({ urgency }: VictimBody['answers']): string =>
  urgency && 'value' in urgency && typeof urgency.value === 'string' ? urgency.value : 'routine'

/** The other side has not accepted a message of ours: the officer who sent it telephones. */
async function noteNotTaken(
  trx: ScopedTransaction,
  of: RequestsOf,
  receipt: { readonly conversationId: string; readonly reason: string | null },
): Promise<void> {
  const requestId = await requestOfConversation(trx, receipt.conversationId, victimReferral.kind)
  const loaded = requestId === undefined ? undefined : await lockRequest(trx, of, requestId)
  if (requestId === undefined || !loaded?.ok) return
  if (!checkStep(victimReferral, loaded.value.request, 'not_taken', { userId: null, parties: [] }).ok) return
  const also = { reason: receipt.reason } as unknown as Json
  await takeStep(trx, of, SYSTEM, requestId, {
    id: newId(),
    step: 'not_taken',
    happenedAt: of.clock.now(),
    payload: { answers: {}, also },
  })
}
