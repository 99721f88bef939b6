import { recordAudit } from '@gloact/audit'
import { asId, asInstant, canonicalJson, err, ok, type Instant, type Result } from '@gloact/kernel'
import { chain, EMPTY_CHAIN, headOf, type ActionId, type ChainHead } from '@gloact/ledger'
import { sendAlong, type ScopedTransaction } from '@gloact/postgres'
import type { PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import type { Facts } from '../request/facts.ts'
import { checkStep, reduceStep, UNOPENED_REQUEST, type RequestState } from '../request/take-step.ts'
import { asCode } from './chain-witness.ts'
import { checkAnswers } from './check-answers.ts'
import { deriveRequest } from './derive-request.ts'
import {
  actorIn,
  loadRequest,
  lockRequest,
  openPayload,
  queriesOf,
  sealPayload,
  type LoadedRequest,
} from './load-request.ts'
import { headOfRow, SYSTEM_ID, tables, typeOf, type RequestTable } from './request-tables.ts'
import type { RequestFailure, RequestsOf, StepActor, StepPayload } from './requests-of.ts'

export interface SentStep {
  /** Made by its sender, so that sending twice records once. */
  readonly id: string
  readonly step: string
  /** The legal time, as entered. */
  readonly happenedAt: Instant
  readonly deviceTime?: Instant | null
  readonly payload: StepPayload
  /** To whom a step that passes a party on passes it, and the file of theirs that it is about from then on. */
  readonly passesTo?: { readonly agencyId: string; readonly fileId: string }
}

/** A step as a contract's body has it. */
export interface StepBody {
  readonly id: string
  readonly step: string
  readonly happenedAt: string
  readonly deviceTime?: string | null | undefined
  readonly answers: StepPayload['answers']
}

/** The step that a checked body asks for. */
export const sentStep = ({ id, step, happenedAt, deviceTime, answers }: StepBody): SentStep => ({
  id,
  step,
  happenedAt: happenedAt as Instant,
  deviceTime: (deviceTime ?? null) as Instant | null,
  payload: { answers },
})

export interface NewRequest extends SentStep {
  readonly requestId: string
  readonly parties: Readonly<Record<string, string>>
  readonly fileId: string | null
  readonly facts: Facts
}

export interface Taken {
  readonly requestId: string
  readonly version: number
  readonly state: string
  /** Whether it was there already, from an earlier sending. */
  readonly already: boolean
}

const ID_USED = { code: 'records.id_used' } as const satisfies RequestFailure

/** A device's clock may be a little ahead of the server's. */
const AHEAD_MS = 5 * 60_000

/**
 * Opens a request with its first step, in the caller's transaction. The same again records nothing; an id that is used for
 * something else is refused.
 */
export async function openRequest(
  trx: ScopedTransaction,
  of: RequestsOf,
  actor: StepActor,
  sent: NewRequest,
): Promise<Result<Taken, RequestFailure>> {
  // Of two that come at once the second waits, and is answered as the first.
  await sendAlong(trx, sql`select pg_advisory_xact_lock(hashtextextended(${`open ${sent.requestId}`}, 0))`.compile(trx))
  const there = await loadRequest(trx, of, sent.requestId)
  if (there.ok) return sameStep(of, there.value, sent) ?? err(ID_USED)
  const checked = checkSent(of, UNOPENED_REQUEST, sent, sent.parties, actor)
  if (!checked.ok) return checked
  const owner = actor.agencyId ?? Object.values(sent.parties)[0]!
  const key =
    of.sealedBy === 'words'
      ? await of.vault.wordKey(of.db, of.country)
      : await of.vault.createPersonKey(trx, { personId: sent.requestId, agencyId: owner, country: of.country })
  const step = { ...sent, payload: checked.value.payload }
  return record(trx, of, actor, step, checked.value.party, {
    requestId: sent.requestId,
    before: UNOPENED_REQUEST,
    head: EMPTY_CHAIN,
    key,
    parties: sent.parties,
    facts: sent.facts,
    fileId: sent.fileId,
  })
}

/**
 * Takes a step in a request, under its row's lock and in the caller's transaction. Of two at once one is recorded; the other
 * is told what changed, where it says which version it saw (`ifVersion`), or that the step is not open any more.
 */
export async function takeStep(
  trx: ScopedTransaction,
  of: RequestsOf,
  actor: StepActor,
  requestId: string,
  asked: SentStep,
  ifVersion?: number,
): Promise<Result<Taken, RequestFailure>> {
  const loaded = await lockRequest(trx, of, requestId)
  if (!loaded.ok) return loaded
  const { row, request, key, log } = loaded.value
  const { passesTo } = asked
  // To whom it passed is part of what is sealed and chained.
  const sent = passesTo ? { ...asked, payload: { ...asked.payload, also: { passesTo: { ...passesTo } } } } : asked
  const already = sameStep(of, loaded.value, sent)
  if (already) return already
  if (ifVersion !== undefined && ifVersion !== row.sequence) {
    const last = log.at(-1)
    return err({
      code: 'records.changed',
      params: { state: row.state, version: row.sequence, step: last?.step ?? '', party: last?.party ?? '' },
    })
  }
  const checked = checkSent(of, request, sent, row.parties, actor)
  if (!checked.ok) return checked
  if ((passesTo === undefined) !== (of.kind.steps[sent.step]?.passes === undefined))
    throw new TypeError(`${of.kind.kind}: ${sent.step} has to say to whom it passes, or passes to nobody`)
  return record(trx, of, actor, { ...sent, payload: checked.value.payload }, checked.value.party, {
    requestId,
    before: request,
    head: headOfRow(row),
    key,
    parties: row.parties,
    facts: row.facts,
    fileId: row.file_id,
  })
}

/** Whether this very step is recorded; refused where its id holds something else, and undefined where nothing does. */
function sameStep(
  of: RequestsOf,
  { row, log, key }: LoadedRequest,
  sent: SentStep,
): Result<Taken, RequestFailure> | undefined {
  const there = log.find(({ id }) => id === sent.id)
  if (!there) return undefined
  const { answers, also } = openPayload(key, of.schema, there)
  const accepted = checkAnswers(of, sent.step, sent.payload.answers)
  const same =
    there.step === sent.step &&
    accepted.ok &&
    canonicalJson(answers) === canonicalJson(accepted.value) &&
    canonicalJson(also ?? null) === canonicalJson(sent.payload.also ?? null)
  if (!same) return err(ID_USED)
  return ok({ requestId: row.id, version: there.sequence, state: row.state, already: true })
}

/** What may be recorded: for whom, and what it says. */
function checkSent(
  of: RequestsOf,
  request: RequestState,
  sent: SentStep,
  parties: Readonly<Record<string, string>>,
  actor: StepActor,
): Result<{ readonly party: string; readonly payload: StepPayload }, RequestFailure> {
  const checked = checkStep(of.kind, request, sent.step, actorIn({ parties }, actor))
  if (!checked.ok) return checked
  if (Date.parse(sent.happenedAt) > Date.parse(of.clock.now()) + AHEAD_MS) return err({ code: 'records.in_future' })
  const answers = checkAnswers(of, sent.step, sent.payload.answers)
  if (!answers.ok) return answers
  return ok({ party: checked.value.party, payload: { ...sent.payload, answers: answers.value } })
}

interface Recording {
  readonly requestId: string
  readonly before: RequestState
  readonly head: ChainHead
  readonly key: PersonKey
  readonly parties: Readonly<Record<string, string>>
  readonly facts: Facts
  readonly fileId: string | null
}

async function record(
  trx: ScopedTransaction,
  of: RequestsOf,
  actor: StepActor,
  sent: SentStep,
  party: string,
  into: Recording,
): Promise<Result<Taken, RequestFailure>> {
  const { requestId, before, head, key } = into
  const { passes } = of.kind.steps[sent.step]!
  const parties = passes && sent.passesTo ? { ...into.parties, [passes]: sent.passesTo.agencyId } : into.parties
  const fileId = sent.passesTo?.fileId ?? into.fileId
  const recordedAt = of.clock.now()
  const happenedAt = asInstant(sent.happenedAt)
  const { payload } = sent
  const action = chain(head, {
    id: sent.id as ActionId,
    fileId: asId(requestId),
    type: typeOf(of.kind.kind, { step: sent.step, party }),
    replaces: [],
    sealedPayload: sealPayload(key, of.schema, sent.id, payload),
    actor: asId(actor.userId ?? SYSTEM_ID),
    happenedAt,
    deviceTime: sent.deviceTime ? asInstant(sent.deviceTime) : null,
    recordedAt,
  })
  const after = reduceStep(of.kind, before, { id: sent.id, step: sent.step, by: actor.userId, party, happenedAt })
  const facts = of.factsAfter?.(into.facts, { id: sent.id, step: sent.step, payload }) ?? into.facts
  const derived = deriveRequest(of, after, parties, facts, recordedAt)
  const columns = { ...asColumns(derived), sequence: action.sequence, head_hash: headOf(action).head }
  // What somebody uses where nobody here may look is found by the id alone.
  if (before.state === null) {
    const made = tables(trx, of.schema)
      .insertInto('request')
      .values({
        id: requestId,
        kind: of.kind.kind,
        country: of.country,
        parties: JSON.stringify(parties) as never,
        agencies: [...new Set(Object.values(parties))],
        file_id: fileId,
        opened_at: recordedAt,
        erased_at: null,
        ...columns,
      })
    await sendAlong(trx, made.compile(), { request_pkey: ID_USED })
  }
  await sendAlong(
    trx,
    queriesOf(of.schema).insertStep(trx, {
      id: action.id,
      request_id: requestId,
      sequence: action.sequence,
      step: sent.step,
      party,
      sealed_payload: action.sealedPayload,
      actor_id: action.actor,
      agency_id: actor.agencyId,
      happened_at: action.happenedAt,
      device_time: action.deviceTime,
      recorded_at: action.recordedAt,
      previous_hash: action.previousHash,
      hash: action.hash,
    }),
    { request_step_pkey: ID_USED },
  )
  if (before.state !== null) {
    const passed = {
      parties: JSON.stringify(parties) as unknown as RequestTable['parties'],
      agencies: [...new Set(Object.values(parties))],
      file_id: fileId,
    }
    const moved = tables(trx, of.schema)
      .updateTable('request')
      .set({ ...columns, ...(sent.passesTo && passed) })
      .where('id', '=', requestId)
    await sendAlong(trx, moved.compile())
  }
  await recordAudit(trx, {
    action: of.audited,
    object: { kind: of.kind.kind, id: requestId },
    country: of.country,
    detail: { step: sent.step, first: action.sequence, last: action.sequence, hashes: [asCode(action.hash)] },
  })
  const followed = await of.onTaken?.(trx, {
    id: sent.id,
    requestId,
    fileId,
    step: sent.step,
    party,
    from: before.state,
    to: derived.state,
    parties,
    facts,
    payload,
    happenedAt,
    by: { userId: actor.userId, agencyId: actor.agencyId },
  })
  if (followed && !followed.ok) return followed
  return ok({ requestId, version: action.sequence, state: derived.state, already: false })
}

/** What is derived, as the driver takes it. */
export const asColumns = (derived: ReturnType<typeof deriveRequest>) => ({
  ...derived,
  facts: JSON.stringify(derived.facts) as unknown as RequestTable['facts'],
  clocks: JSON.stringify(derived.clocks) as unknown as RequestTable['clocks'],
  seen_by: [...derived.seen_by],
})
