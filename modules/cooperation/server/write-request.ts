import { createHash } from 'node:crypto'
import type { ExchangeFile } from '@gloact/exchange/server'
import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, canonicalJson, err, failure, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { openPayload, openRequest, shown, type LoadedRequest, type RequestsOf } from '@gloact/records/server'
import type {
  approveRequest as approving,
  draftRequest as drafting,
  sendResult as resulting,
  submitRequest as submitting,
} from '../contract/requests.ts'
import { sql } from 'kysely'
import { isReached } from '../domain/authority.ts'
import { checkContent, FIELD_OF, type ContentChecked } from '../domain/content-check.ts'
import { ANSWER_FORMS } from '../domain/answer-forms.ts'
import { requestForm } from '../domain/request-form.ts'
import { awaitsSecond } from '../domain/request-kind.ts'
import { abroadId, may, numberOf, scopeOf, todayIn, type CooperationContext } from './context.ts'
import { identifyingOf, mayCross } from './crossing-words.ts'
import { entryById, entryOfDesk } from './directory.ts'
import { contentOf, factsOf, SCHEMA, sendMessage, SERVED } from './requests.ts'
import { takeApart } from './take-apart.ts'
import { waitingFiles } from './waiting-files.ts'

/** Begins a request to an authority of the directory that this system reaches. As far as it is written; nothing goes yet. */
export async function draftRequest(
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  body: HandlerInput<typeof drafting>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'cooperation.write')) return err(failure('cooperation.not_allowed'))
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const entry = await entryById(trx, body.authorityId)
    const { country, desk } = entry?.sheet ?? {}
    if (!entry || !isReached(entry.sheet) || country === context.country || !country || !desk) {
      return err(failure('cooperation.no_authority'))
    }
    // A second click waits for the first, and finds what it made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${body.id}, 0))`.execute(trx)
    const opened = await openRequest(trx, of, SERVED.actorOf(who), {
      requestId: body.id,
      id: body.stepId,
      step: 'draft',
      happenedAt: asInstant(body.happenedAt),
      parties: { requesting: who.agencyId, requested: abroadId({ country, authority: desk }) },
      fileId: null,
      facts: { number: numberOf(body.id), country, desk, ...factsOf(body.answers) },
      payload: { answers: body.answers },
    })
    return opened.ok ? shown(trx, of, SERVED, who, body.id) : opened
  })
}

/** What is missing from a request before it can go, by its content, the receiver's entry and the day. */
export async function checkedContent(
  trx: ScopedTransaction,
  context: CooperationContext,
  loaded: LoadedRequest,
): Promise<ContentChecked> {
  const { facts } = loaded.row
  const entry = await entryOfDesk(trx, String(facts['country']), String(facts['desk']))
  return checkContent(contentOf(loaded), entry?.sheet, todayIn(context))
}

/** Of exactly this content, with exactly these files, to exactly this desk: what an approval names. */
export const digestOf = (loaded: LoadedRequest, files: readonly ExchangeFile[]): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        id: loaded.row.id,
        country: loaded.row.facts['country'],
        desk: loaded.row.facts['desk'],
        answers: contentOf(loaded),
        files: files.map(({ id, name, sha256 }) => ({ id, name, sha256 })),
      }),
    )
    .digest('hex')

const incomplete = ({ missing }: ContentChecked): Failure =>
  failure('cooperation.incomplete', {
    fields: missing.map((problem) => ({
      pointer: `/answers/${FIELD_OF[problem] ?? ''}`,
      code: `cooperation.missing.${problem}`,
    })),
  })

/** Puts a request forward. What is not complete is not put forward: the second officer has something to approve. */
export const submitRequest = (
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof submitting>['body'],
): Promise<Result<RequestShown, Failure>> =>
  takeApart(context, of, SERVED, who, requestId, body, async (trx, loaded) => {
    if (loaded.row.state === 'draft' && may(who, 'cooperation.write')) {
      const checked = await checkedContent(trx, context, loaded)
      if (checked.missing.length > 0) return err(incomplete(checked))
    }
    return ok({ step: 'submit', payload: { answers: {} } })
  })

/**
 * Approves a request as the second of two, and sends it in the same transaction. Nobody approves what they had a hand in, earlier versions
 * included, nor what an account wrote that they lately made or let in; what is sent is what was read, by its digest; and what is incomplete by now does not go.
 */
export const approveRequest = (
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof approving>['body'],
): Promise<Result<RequestShown, Failure>> =>
  takeApart(context, of, SERVED, who, requestId, body, async (trx, loaded, isSecondTo) => {
    const { row, log } = loaded
    if (!may(who, 'cooperation.approve')) return err(failure('records.not_permitted'))
    if (row.state === 'in_review') {
      const wrote = log.some(({ step, actor_id: by }) => ['draft', 'amend', 'submit'].includes(step) && !isSecondTo(by))
      if (wrote) return err(failure('records.second_person'))
      const files = await waitingFiles(trx, context, loaded)
      if (digestOf(loaded, files) !== body.digest) return err(failure('cooperation.changed_since'))
      const checked = await checkedContent(trx, context, loaded)
      if (checked.missing.length > 0) return err(incomplete(checked))
    }
    if (row.state !== 'in_review') return err(failure('records.not_open', { params: { state: row.state } }))
    const named = mayCross(identifyingOf(context, requestForm, contentOf(loaded)), body)
    if (!named.ok) return named
    const sent = await sendMessage(trx, context, loaded, {
      step: 'approve',
      agencyId: who.agencyId,
      answers: contentOf(loaded),
    })
    if (!sent.ok) return sent
    const also = { digest: body.digest, conversation: sent.value.conversationId, ...named.value }
    return ok({ step: 'approve', payload: { answers: {}, also } })
  })

const PREPARED = new Set(['prepare_result', 'prepare_rest'])

/** The result, or the part of one, that was prepared and waits for a second officer. */
export function preparedResult({ row, log, key }: LoadedRequest): FormAnswers | null {
  if (!awaitsSecond(row.state)) return null
  const prepared = log.findLast(({ step }) => PREPARED.has(step))
  return prepared ? openPayload(key, SCHEMA, prepared).answers : null
}

/** The conditions to which the other side agreed: they go with the result, regardless of its author (UNTOC art. 18(19) and 18(26)). */
function conditionsAgreed({ log, key }: LoadedRequest): FormAnswers {
  const agreed = log.findLastIndex(({ step }) => step === 'agree_conditions')
  const offered = log.slice(0, Math.max(0, agreed)).findLast(({ step }) => step === 'offer_conditions')
  const conditions = offered && openPayload(key, SCHEMA, offered).answers['conditions']
  return conditions ? { conditions } : {}
}

/** Sends the result, or the part of one, that another officer prepared, word for word, with the conditions that were agreed to. */
export const sendResult = (
  context: CooperationContext,
  of: RequestsOf,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof resulting>['body'],
): Promise<Result<RequestShown, Failure>> =>
  takeApart(context, of, SERVED, who, requestId, body, async (_, loaded, isSecondTo) => {
    const prepared = preparedResult(loaded)
    if (!prepared) return err(failure('cooperation.not_prepared'))
    const wrote = loaded.log.some(({ step, actor_id: by }) => PREPARED.has(step) && !isSecondTo(by))
    if (wrote && may(who, 'cooperation.approve')) return err(failure('records.second_person'))
    const found = may(who, 'cooperation.approve') ? identifyingOf(context, ANSWER_FORMS['prepared'], prepared) : []
    const named = mayCross(found, body)
    if (!named.ok) return named
    // That it is a part is said by its message: more follows, and the request stays open on both sides.
    const { extent, ...answers } = prepared
    const step = valueOf(extent) === 'part' ? 'send_part' : 'send_result'
    const { identifying: reason } = named.value
    const also = reason && { also: { identifying: { reason: reason.reason, kinds: [...reason.kinds] } } }
    return ok({ step, payload: { answers: { ...answers, ...conditionsAgreed(loaded) }, ...also } })
  })
