import type { Received } from '@gloact/exchange/server'
import { asInstant, err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { checkStep } from '@gloact/records'
import { lockRequest, type RequestsOf } from '@gloact/records/server'
import { abroadId } from './context.ts'
import { requestOfConversation } from './requests.ts'

/** What a message of a conversation does here: in which request, and whether its step fits or has crossed one of ours on the way. */
export interface MessageStep {
  readonly requestId: string
  readonly fits: boolean
}

/**
 * The request that a message belongs to, locked: of this kind, with the sender and the receiver as its parties, whatever the message says.
 * Refused where there is none, and where neither its step nor that it crossed one of ours can be explained as the request stands.
 */
export async function stepOfMessage(
  trx: ScopedTransaction,
  of: RequestsOf,
  message: Pick<Received, 'conversationId' | 'from' | 'agencyId'>,
  { step, userId }: { readonly step: string; readonly userId: string },
): Promise<Result<MessageStep, Failure>> {
  const requestId = await requestOfConversation(trx, message.conversationId, of.kind.kind)
  const loaded = requestId === undefined ? undefined : await lockRequest(trx, of, requestId)
  if (requestId === undefined || !loaded?.ok) return err(failure('cooperation.no_conversation'))
  const { parties } = loaded.value.row
  const party = Object.keys(parties).find((name) => parties[name] === abroadId(message.from))
  if (party === undefined || !Object.values(parties).includes(message.agencyId)) {
    return err(failure('cooperation.no_conversation'))
  }
  const who = { userId, parties: [party], may: () => true }
  const isOpen = (name: string): boolean => checkStep(of.kind, loaded.value.request, name, who).ok
  const fits = isOpen(step)
  return fits || isOpen('crossed') ? ok({ requestId, fits }) : err(failure('cooperation.not_expected'))
}

/** Their clock may be ahead of ours: what is recorded here has happened. */
export const earlier = (one: Instant, other: Instant): Instant =>
  Date.parse(one) < Date.parse(other) ? one : asInstant(other)
