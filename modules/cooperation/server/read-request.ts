import { recordAudit } from '@gloact/audit'
import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { Facts } from '@gloact/records'
import { loadRequest, shown, type LoadedRequest, type RequestsOf } from '@gloact/records/server'
import type { compareRequest as comparing, listMessages as listing, RequestContent } from '../contract/requests.ts'
import { HANDLED_ACTIONS, permits, type HandledAction } from '../domain/handling.ts'
import { isWithheld } from '../domain/sent-parts.ts'
import { belongsTo, type Track } from '../domain/tracks.ts'
import { may, scopeOf, todayIn, type CooperationContext } from './context.ts'
import { ANSWER_FORMS } from '../domain/answer-forms.ts'
import { requestForm } from '../domain/request-form.ts'
import { identifyingOf } from './crossing-words.ts'
import { entryOfDesk } from './directory.ts'
import { allowedByOriginator, contentOf, conversationOf, handlingOf, SERVED } from './requests.ts'
import { checkedContent, digestOf, preparedResult } from './write-request.ts'
import { waitingFiles } from './waiting-files.ts'

/** Whether the agency of the asker wrote this request, and may do with it as it likes. */
const isOurs = ({ row }: LoadedRequest, who: Principal): boolean => row.parties['requesting'] === who.agencyId

/**
 * What may be done here with what a request says: all where this side wrote it, else what its handling leaves open. One function for the
 * routes and for the buttons.
 */
export function permittedWith(loaded: LoadedRequest, who: Principal, today: PlainDate): readonly HandledAction[] {
  const handling = handlingOf(loaded)
  const originator = isOurs(loaded, who)
  if (!originator && isWithheld(loaded.row.facts, 'request', today)) return []
  const permitted = allowedByOriginator(loaded, today)
  return HANDLED_ACTIONS.filter((action) => permits(handling, action, { originator, permitted }))
}

/** A request as somebody of its agency sees it, loaded; not found for anybody else. */
export async function loadSeen(
  trx: ScopedTransaction,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<LoadedRequest, Failure>> {
  const seen = await shown(trx, of, SERVED, who, requestId)
  return seen.ok ? loadRequest(trx, of, requestId) : seen
}

/** What a request says. That it was read is recorded, and told to the other side, once, of what came from there. */
export async function readContent(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<RequestContent, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  return inScope<RequestContent, Failure>(context.db, scopeOf(who), async (trx) => {
    const found = await loadSeen(trx, of, who, requestId)
    if (!found.ok) return found
    const loaded = found.value
    const { facts } = loaded.row
    const [country, desk] = [String(facts['country']), String(facts['desk'])]
    const entry = await entryOfDesk(trx, country, desk)
    const ours = isOurs(loaded, who)
    const checked = ours ? await checkedContent(trx, context, loaded) : { missing: [], staleSheet: false }
    await recordAudit(trx, { action: 'cooperation.request_read', object: { kind: of.kind.kind, id: requestId } })
    const arrived = loaded.log.find(({ step }) => step === 'arrive')
    if (!ours && arrived && context.exchange) {
      // A country that was cut off meanwhile is told nothing; what it sent before is read all the same.
      await context.exchange.sendReceipt(trx, { messageId: arrived.id, kind: 'opened' })
    }
    const prepared = preparedResult(loaded)
    return ok({
      answers: !ours && isWithheld(facts, 'request', todayIn(context)) ? {} : { ...contentOf(loaded) },
      digest: digestOf(loaded, await waitingFiles(trx, context, loaded)),
      authority: {
        country,
        desk,
        id: entry?.sheet.id ?? null,
        name: { ...entry?.name },
        urgentLine: entry?.urgentLine ?? null,
        confirmedOn: entry?.sheet.confirmedOn ?? null,
      },
      missing: [...checked.missing],
      identifying: [
        ...(prepared
          ? identifyingOf(context, ANSWER_FORMS['prepared'], prepared)
          : ours && ['draft', 'in_review'].includes(loaded.row.state)
            ? identifyingOf(context, requestForm, contentOf(loaded))
            : []),
      ],
      staleSheet: checked.staleSheet,
      handling: handlingShown(loaded),
      permitted: [...permittedWith(loaded, who, todayIn(context))],
      prepared,
    })
  })
}

const handlingShown = (loaded: LoadedRequest) => {
  const { tlp, h, text } = handlingOf(loaded)
  return { tlp, h: [...h], text }
}

/** What crossed the border, with hashes and receipts. Content stays sealed: the page of the request has it. */
export async function listMessages(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'cooperation.read')) return err(failure('cooperation.not_allowed'))
  return readInScope<Result<ResponseOf<typeof listing>, Failure>>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, SERVED, who, requestId)
    if (!seen.ok) return seen
    return ok(await crossingsOf(trx, context, seen.value.facts, 'evidence', may(who, 'cooperation.enquire')))
  })
}

/** The messages of a track that a request's conversation has, with hashes and receipts; content stays sealed. */
export async function crossingsOf(
  trx: ScopedTransaction,
  context: CooperationContext,
  facts: Facts,
  track: Track,
  mayCompare = false,
): Promise<ResponseOf<typeof listing>> {
  const conversation = conversationOf(facts)
  const messages = conversation === null ? [] : ((await context.exchange?.messagesOf(trx, conversation)) ?? [])
  // That somebody opened something is told in a message of its own, and shown with what was opened.
  const ofTrack = messages.filter(({ type }) => belongsTo(type, track))
  return {
    items: ofTrack.map(({ id, direction, type, seq, createdAt, receivedAt, state, reason, hash, receipts }) => ({
      id,
      direction,
      type,
      seq,
      createdAt,
      receivedAt,
      state,
      reason,
      hash,
      receipts: receipts.map((receipt) => ({ ...receipt })),
    })),
    next: null,
    compared: conversation === null ? null : await lastCompared(trx, context, conversation),
    mayCompare,
  }
}

async function lastCompared(
  trx: ScopedTransaction,
  { exchange }: CooperationContext,
  conversationId: string,
): Promise<{ readonly at: string; readonly differences: number } | null> {
  const [last] = (await exchange?.comparisons(trx, { conversationId })) ?? []
  return last ? { at: last.at, differences: last.differences.length } : null
}

/** Asks the other side what it has of a request; what it answers is held against what lies here when it arrives. */
export async function compareRequest(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof comparing>, Failure>> {
  if (!may(who, 'cooperation.enquire')) return err(failure('cooperation.not_allowed'))
  const { exchange } = context
  if (!exchange) return err(failure('cooperation.no_exchange'))
  return inScope<ResponseOf<typeof comparing>, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await shown(trx, of, SERVED, who, requestId)
    if (!seen.ok) return seen
    const conversation = conversationOf(seen.value.facts)
    if (conversation === null) return err(failure('cooperation.no_conversation'))
    const asked = await exchange.compare(trx, conversation)
    return asked.ok ? ok({}) : asked
  })
}
