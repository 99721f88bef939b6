import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import {
  loadRequest,
  openPayload,
  presentRequest,
  recordReadAbout,
  requestTables,
  sentStep,
  takeStep,
  type LoadedRequest,
  type RequestTable,
} from '@gloact/records/server'
import { sql } from 'kysely'
import type * as contract from '../../contract/tracing/tracing.ts'
import { missingToTell } from '../../domain/tracing/gates.ts'
import { questionsAlone } from '../../domain/tracing/same-questions.ts'
import { HEARINGS, SEALED_UNTIL_BOTH, tracingMatch } from '../../domain/tracing/match-kind.ts'
import { SAYING_STEPS } from '../../domain/tracing/request-kind.ts'
import { suggestionIn } from './find-matches.ts'
import { backBecause } from './parked.ts'
import type { TracingKinds } from './kinds.ts'
import { photographOf } from './photographs.ts'
import { matchesServed } from './served.ts'
import { linkOf } from './traced-by.ts'
import { actorOf, fileAgrees, may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

const REFUSED = failure('children.not_allowed')
const NOT_FOUND: Failure = { code: 'records.not_found' }
const MOST_ENDED = 200

async function loadSeen(
  trx: ScopedTransaction,
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
): Promise<Result<LoadedRequest, Failure>> {
  const loaded = await loadRequest(trx, kinds.matches, requestId)
  if (!loaded.ok) return loaded
  const seen = await matchesServed(context).sees!(trx, who, [loaded.value.row])
  return seen.has(requestId) ? loaded : err(NOT_FOUND)
}

/** Who entered what the request says, and how it stands: of another agency's, maybe, so it is asked in the system's scope. */
async function requestBehind(context: TracingContext, requestId: string) {
  return readInScope(context.db, systemScope(context.country), async (trx) => {
    const row = await requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select(['state'])
      .where('id', '=', requestId)
      .executeTakeFirst()
    const entered = await requestTables(trx, SCHEMA)
      .selectFrom('request_step')
      .select('actor_id')
      .where('request_id', '=', requestId)
      .where('step', 'in', SAYING_STEPS)
      .execute()
    return { state: row?.state ?? 'closed', enteredBy: entered.map(({ actor_id: by }) => by) }
  })
}

async function missingFor(
  trx: ScopedTransaction,
  context: TracingContext,
  kinds: TracingKinds,
  loaded: LoadedRequest,
  behind: Awaited<ReturnType<typeof requestBehind>>,
  answers: HandlerInput<typeof contract.takeMatchStep>['body']['answers'] | null,
): Promise<readonly string[]> {
  const subject = await loadRequest(trx, kinds.subjects, String(loaded.row.facts['subject_id']))
  const last = subject.ok
    ? subject.value.log.findLast(({ step }) => step === 'register' || step === 'change')
    : undefined
  const child =
    subject.ok && last
      ? {
          state: subject.value.row.state,
          answers: openPayload(subject.value.key, SCHEMA, last).answers,
          agreedFor: subject.value.row.facts['agreed_for'] === true,
        }
      : { state: 'closed', answers: {}, agreedFor: false }
  const missing = missingToTell({
    steps: loaded.log.map((step) => ({
      step: step.step,
      by: step.actor_id,
      answers: openPayload(loaded.key, SCHEMA, step).answers,
    })),
    enteredBy: behind.enteredBy,
    requestState: behind.state,
    answers: answers ?? {
      child_says_yes: { value: 'yes' },
      safety: { value: 'safe' },
      guardian: { value: 'agrees' },
    },
    child,
    reversed: ((await linkOf(trx, loaded.row.id))?.ended_at ?? null) !== null,
    fileAgrees: await fileAgrees(context, trx, loaded.row.file_id, loaded.row.parties['agency']!),
  })
  return missing
}

async function present(
  trx: ScopedTransaction,
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  loaded: LoadedRequest,
): Promise<Result<ResponseOf<typeof contract.readMatch>, Failure>> {
  const view = presentRequest(kinds.matches, loaded, actorOf(who))
  if (!view) return err(NOT_FOUND)
  const sealed = SEALED_UNTIL_BOTH.includes(view.state)
  const suggestion = suggestionIn(loaded)
  const behind = await requestBehind(context, String(loaded.row.facts['request_id']))
  return ok({
    ...view,
    steps: view.steps.map((step) =>
      sealed && HEARINGS.includes(step.step) && step.by !== who.userId
        ? { ...step, answers: questionsAlone(step.answers) }
        : step,
    ),
    probability: suggestion.probability,
    nobody: suggestion.nobody,
    reasons: suggestion.reasons.map((reason) => ({ ...reason })),
    request: { ...suggestion.request },
    child: { ...suggestion.child },
    again: [...suggestion.again],
    back: [...backBecause(loaded)],
    model: suggestion.model ?? null,
    // Of what is asked on the day nothing is known before: the rest is what can be told now.
    missing: view.state === 'confirmed' ? [...(await missingFor(trx, context, kinds, loaded, behind, null))] : [],
    photograph: (await photographOf(trx, kinds, who, loaded)) !== undefined,
    linkId: (await linkOf(trx, loaded.row.id))?.id ?? null,
  })
}

/** A suggestion as its judge sees it. That it was read is recorded: both sides are in it. */
export async function readMatch(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof contract.readMatch>, Failure>> {
  if (!may(who, 'children.judge_matches')) return err(REFUSED)
  return inScope<ResponseOf<typeof contract.readMatch>, Failure>(context.db, scopeOf(who), async (trx) => {
    const loaded = await loadSeen(trx, context, kinds, who, requestId)
    if (!loaded.ok) return loaded
    await recordAudit(trx, { action: 'children.match_read', object: { kind: tracingMatch.kind, id: requestId } })
    await recordReadAbout(trx, loaded.value.row)
    return present(trx, context, kinds, who, loaded.value)
  })
}

/** Steps that decide something about the pair. */
const JUDGING = ['take_up', 'park', 'reject', 'confirm', 'allow_contact']

export async function takeMatchStep(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof contract.takeMatchStep>['body'],
  ifVersion: number | undefined,
): Promise<Result<ResponseOf<typeof contract.takeMatchStep>, Failure>> {
  if (!may(who, 'children.judge_matches')) return err(REFUSED)
  return inScope<ResponseOf<typeof contract.takeMatchStep>, Failure>(context.db, scopeOf(who), async (trx) => {
    const loaded = await loadSeen(trx, context, kinds, who, requestId)
    if (!loaded.ok) return loaded
    const behind = await requestBehind(context, String(loaded.value.row.facts['request_id']))
    const again = loaded.value.log.some(({ id }) => id === body.id)
    if (!again && JUDGING.includes(body.step) && behind.enteredBy.includes(who.userId))
      return err(failure('children.own_request'))
    if (!again && body.step === 'allow_contact' && loaded.value.row.state === 'confirmed') {
      const missing = await missingFor(trx, context, kinds, loaded.value, behind, body.answers)
      if (missing.length > 0) return err(failure('children.not_yet_told', { params: { missing: missing.join(' ') } }))
    }
    const taken = await takeStep(trx, kinds.matches, actorOf(who), requestId, sentStep(body), ifVersion)
    if (!taken.ok) return taken
    const after = await loadSeen(trx, context, kinds, who, requestId)
    return after.ok ? present(trx, context, kinds, who, after.value) : after
  })
}

interface OpenedRow {
  readonly row: RequestTable
  readonly loaded: Pick<LoadedRequest, 'log' | 'key'>
}

/** Suggestions of the asker's agency that are there for them, opened. */
async function openRows(
  trx: ScopedTransaction,
  context: TracingContext,
  who: Principal,
  list: 'new' | 'open' | 'ended',
  behind?: string,
): Promise<readonly OpenedRow[]> {
  let query = requestTables(trx, SCHEMA)
    .selectFrom('request')
    .selectAll()
    .where('kind', '=', tracingMatch.kind)
    .where('erased_at', 'is', null)
    .orderBy('changed_at', 'desc')
  if (list === 'new') query = query.where('state', '=', 'suggested')
  if (list === 'open') query = query.where('ended_at', 'is', null)
  // What waits is all there; of what has ended, the latest.
  if (list === 'ended') query = query.where('ended_at', 'is not', null).limit(MOST_ENDED)
  if (behind !== undefined) query = query.where(sql<boolean>`facts ->> 'request_id' = ${behind}`)
  const all = await query.execute()
  if (all.length === 0) return []
  const seen = await matchesServed(context).sees!(trx, who, all)
  const rows = all.filter(({ id }) => seen.has(id))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const keys = await context.vault.personKeys(trx, ids)
  const logs = Map.groupBy(
    await requestTables(trx, SCHEMA)
      .selectFrom('request_step')
      .selectAll()
      .where('request_id', 'in', ids)
      .where('step', 'in', ['suggest', 'renew'])
      .orderBy('sequence')
      .execute(),
    ({ request_id: id }) => id,
  )
  return rows.flatMap((row) => {
    const key = keys.get(row.id)
    const log = logs.get(row.id)
    return key && log ? [{ row, loaded: { key, log } }] : []
  })
}

/** Suggestions that nobody has reviewed, by the request they are for: how probable each is. */
export async function newSuggestions(
  trx: ScopedTransaction,
  context: TracingContext,
  _kinds: TracingKinds,
  who: Principal,
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (!may(who, 'children.judge_matches')) return new Map()
  const opened = await openRows(trx, context, who, 'new')
  const found = new Map<string, number[]>()
  for (const { row, loaded } of opened) {
    const requestId = String(row.facts['request_id'])
    found.set(requestId, [...(found.get(requestId) ?? []), suggestionIn(loaded).probability])
  }
  return found
}

/** Suggestions, the most probable first. */
export async function listMatches(
  context: TracingContext,
  who: Principal,
  { list, requestId }: HandlerInput<typeof contract.listMatches>['query'],
): Promise<Result<ResponseOf<typeof contract.listMatches>, Failure>> {
  if (!may(who, 'children.judge_matches')) return err(REFUSED)
  return inScope<ResponseOf<typeof contract.listMatches>, Failure>(context.db, scopeOf(who), async (trx) => {
    const opened = await openRows(trx, context, who, list, requestId)
    await recordAudit(trx, { action: 'children.matches_listed', object: { kind: 'agency', id: who.agencyId } })
    const items = opened.map(({ row, loaded }) => {
      const { probability, request, child } = suggestionIn(loaded)
      return {
        id: row.id,
        state: row.state,
        fileId: row.file_id,
        openedAt: row.opened_at,
        dueAt: row.next_due_at,
        probability,
        sought: request.given_name ?? '',
        child: child.given_name ?? '',
        relation: request.relation ?? '',
      }
    })
    return ok({ items: items.toSorted((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1)) })
  })
}
