import { ok, type Json } from '@gloact/kernel'
import { traceApart } from '@gloact/linkage/node'
import {
  foundFor,
  requestsThatMaySeek,
  traceChildren,
  tracingModelHash,
  type FoundCase,
  type FoundForRequest,
  type TracingModel,
} from '@gloact/linkage/plain'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import {
  loadRequest,
  lockRequest,
  openPayload,
  openRequest,
  requestTables,
  SYSTEM,
  takeStep,
  type LoadedRequest,
} from '@gloact/records/server'
import { sql } from 'kysely'
import { changedBetween, saidIn } from '../../domain/tracing/compared.ts'
import { missingToMatch } from '../../domain/tracing/gates.ts'
import { COMPARED_FIELDS, type ComparedName } from '../../domain/tracing/lists.ts'
import { tracingMatch } from '../../domain/tracing/match-kind.ts'
import { textOf, valueOf } from '../../domain/tracing/said.ts'
import { changedOfWhatSpokeAgainst } from '../../domain/tracing/rejection.ts'
import {
  MOST_SUGGESTED,
  SUGGESTED_FROM,
  type Suggestion,
  type SuggestionReason,
} from '../../domain/tracing/suggestion.ts'
import type { TracingKinds } from './kinds.ts'
import { sameId } from '../same-id.ts'
import { fileAgrees, SCHEMA, type TracingContext } from './tracing-context.ts'
import { cellsOf, type HeldRecord, type HeldTracing, type TracingIndex } from './tracing-index.ts'
import { mustNotFind } from './who-is-alike.ts'

export interface Matching {
  readonly context: TracingContext
  readonly kinds: TracingKinds
  readonly index: TracingIndex
  /** What was learned from all requests, last night or at the start. */
  readonly model: { known: TracingModel | undefined }
}

const enters = (subject: HeldRecord): boolean => missingToMatch(subject).length === 0
const isSearched = (request: HeldRecord): boolean => request.state === 'searching'

/** Holds one request against all children who enter matching. */
export async function matchRequest(matching: Matching, requestId: string): Promise<number> {
  const held = await matching.index.read()
  const request = held.requests.get(requestId)
  if (!request || !isSearched(request)) return 0
  return suggestFor(matching, held, [request])
}

/** Holds one child against the requests that may seek them. */
export async function matchSubject(matching: Matching, subjectId: string): Promise<number> {
  const held = await matching.index.read()
  const subject = held.subjects.get(subjectId)
  if (!subject || !enters(subject)) return 0
  const searched = [...held.requests.values()].filter(isSearched)
  const near = await requestsThatMaySeek(
    { ...held.tables, cases: casesOf(held), requests: searched.map(({ traced }) => traced) },
    subject.traced,
    { prepared: held.prepared },
  )
  const requests = near.flatMap(({ id }) => held.requests.get(id) ?? [])
  return suggestFor(matching, held, requests, subjectId)
}

/**
 * Learns from all that is sought, and holds everything against everything: at night, on a thread of its own, so that those who work at
 * night are answered and the heap stays small.
 */
export async function matchAll(matching: Matching, signal?: AbortSignal): Promise<number> {
  matching.index.clear()
  const held = await matching.index.read()
  const searched = [...held.requests.values()].filter(isSearched)
  const subjects = [...held.subjects.values()].filter(enters)
  if (searched.length === 0 || subjects.length === 0) return 0
  const rows = { cases: subjects.map(cellsOf), requests: searched.map(cellsOf) }
  const orders = { top: MOST_SUGGESTED, explainFrom: SUGGESTED_FROM }
  const traced = await traceApart(held.columns, rows, { ...orders, ...(signal && { signal }) })
  if (!traced.ok) return 0
  matching.model.known = traced.value.model
  return write(matching, held, traced.value.requests, tracingModelHash(traced.value.model))
}

const casesOf = ({ subjects }: HeldTracing) => [...subjects.values()].filter(enters).map(({ traced }) => traced)

/** Lets waiting requests be answered between two batches. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function suggestFor(
  matching: Matching,
  held: HeldTracing,
  requests: readonly HeldRecord[],
  only?: string,
): Promise<number> {
  const cases = casesOf(held)
  if (requests.length === 0 || cases.length === 0) return 0
  // Brothers and sisters whom the same person seeks speak for each other.
  const phones = new Set(requests.map(({ answers }) => textOf(answers, 'telephone')).filter((phone) => phone !== ''))
  const along = [...held.requests.values()].filter(
    (other) => isSearched(other) && phones.has(textOf(other.answers, 'telephone')) && !requests.includes(other),
  )
  const tables = { ...held.tables, cases, requests: [...requests, ...along].map(({ traced }) => traced) }
  const traced = await traceChildren(tables, {
    consent: 'any',
    top: MOST_SUGGESTED,
    model: matching.model.known,
    prepared: held.prepared,
    pause,
  })
  if (!traced.ok) return 0
  const found = traced.value.requests.map((one) => foundFor(traced.value, one, SUGGESTED_FROM))
  return write(matching, held, found, tracingModelHash(traced.value.model), {
    requests: new Set(requests.map(({ id }) => id)),
    subject: only,
  })
}

async function write(
  matching: Matching,
  held: HeldTracing,
  found: readonly FoundForRequest[],
  model: string,
  only?: { readonly requests: ReadonlySet<string>; readonly subject: string | undefined },
): Promise<number> {
  let written = 0
  for (const { request, cases, nobody } of found) {
    if (only && !only.requests.has(request)) continue
    const asked = held.requests.get(request)
    for (const one of cases) {
      const subject = held.subjects.get(one.id)
      if (one.probability < SUGGESTED_FROM || !asked || !subject) continue
      if (only?.subject !== undefined && subject.id !== only.subject) continue
      // Anyone who must not find this child is suggested nothing of them, whatever a review said.
      if (mustNotFind(asked, subject)) continue
      if (await suggest(matching, asked, subject, { ...suggestionOf(one, nobody, asked, subject), model })) written++
    }
  }
  return written
}

const FIELD_OF = new Map<string, SuggestionReason['field']>([
  ...Object.entries(COMPARED_FIELDS).map(([field, name]) => [name, field as ComparedName] as const),
  ['brothers and sisters', 'siblings_sought'],
])

const suggestionOf = (
  { probability, reasons }: FoundCase,
  nobody: number,
  asked: HeldRecord,
  subject: HeldRecord,
): Suggestion => ({
  probability: Math.round(probability * 1_000) / 1_000,
  nobody: Math.round(nobody * 1_000) / 1_000,
  reasons: reasons.flatMap(({ name, ...reason }): SuggestionReason[] => {
    const field = FIELD_OF.get(name)
    return field === undefined ? [] : [{ field, ...reason }]
  }),
  request: saidIn(asked.answers),
  child: saidIn(subject.answers),
  again: [],
})

/** Everything that was ever suggested for a request, the first first: of rounds of one moment, what is still open last. */
export const matchesOf = (
  trx: ScopedTransaction,
  by: { readonly request_id: string } | { readonly subject_id: string },
) =>
  requestTables(trx, SCHEMA)
    .selectFrom('request')
    .selectAll()
    .where('kind', '=', tracingMatch.kind)
    .where(
      'request_id' in by
        ? sql<boolean>`facts ->> 'request_id' = ${by.request_id}`
        : sql<boolean>`facts ->> 'subject_id' = ${by.subject_id}`,
    )
    .orderBy('opened_at')
    .orderBy(sql`ended_at nulls last`)
    .orderBy('id')
    .execute()

/** Opens a suggestion, brings one up to date that nobody has decided on, and leaves alone what somebody rejected. */
async function suggest(
  { context, kinds }: Matching,
  request: HeldRecord,
  subject: HeldRecord,
  suggestion: Suggestion,
): Promise<boolean> {
  const of = kinds.matches
  const written = await inScope<boolean, never>(context.db, systemScope(context.country), async (trx) => {
    const rounds = (await matchesOf(trx, { request_id: request.id })).filter(
      ({ facts }) => facts['subject_id'] === subject.id,
    )
    const last = rounds.at(-1)
    if (last && last.state !== 'rejected' && last.state !== 'dropped') {
      if (last.state !== 'suggested') return ok(false)
      const loaded = await lockRequest(trx, of, last.id)
      if (!loaded.ok || loaded.value.row.state !== 'suggested') return ok(false)
      const before = suggestionIn(loaded.value)
      const now = { ...suggestion, again: before.again }
      if (!saysMore(before, now)) return ok(false)
      const taken = await takeStep(trx, of, SYSTEM, last.id, {
        id: sameId(`renew ${last.id} ${last.sequence}`),
        step: 'renew',
        happenedAt: context.clock.now(),
        payload: { answers: {}, also: now as unknown as Json },
      })
      return ok(taken.ok)
    }
    let again: readonly ComparedName[] = []
    if (last?.state === 'rejected') {
      const loaded = await loadRequest(trx, of, last.id)
      // A key that is gone says nothing of why; what was rejected stays rejected.
      if (!loaded.ok) return ok(false)
      again = changedOfWhatSpokeAgainst(rejectionIn(loaded.value), suggestion)
      if (again.length === 0) return ok(false)
    }
    if (!(await fileAgrees(context, trx, subject.fileId, subject.agencyId))) return ok(false)
    const id = sameId(`match ${request.id} ${subject.id} ${rounds.length + 1}`)
    const opened = await openRequest(trx, of, SYSTEM, {
      requestId: id,
      id: sameId(`suggest ${id}`),
      step: 'suggest',
      happenedAt: context.clock.now(),
      parties: { agency: subject.agencyId },
      fileId: subject.fileId,
      facts: {
        request_id: request.id,
        subject_id: subject.id,
        entered_by: request.sayings[0]!.enteredBy,
      },
      payload: { answers: {}, also: { ...suggestion, again } as unknown as Json },
    })
    return ok(opened.ok && !opened.value.already)
  })
  return written.ok && written.value
}

/** A probability that moves a little, as it does every night, is no news. */
const MOVED = 0.05

const saysMore = (before: Suggestion, now: Suggestion): boolean =>
  Math.abs(before.probability - now.probability) >= MOVED ||
  changedBetween(before.request, now.request).length > 0 ||
  changedBetween(before.child, now.child).length > 0

/** What a suggestion says now: by the step that said it last. */
export function suggestionIn({ log, key }: Pick<LoadedRequest, 'log' | 'key'>): Suggestion {
  const said = log.findLast(({ step }) => step === 'suggest' || step === 'renew')!
  return openPayload(key, SCHEMA, said).also as unknown as Suggestion
}

/** What spoke against a rejected pair: what its judge named, and whatever weighed against it. */
function rejectionIn(loaded: LoadedRequest) {
  const { reasons, request, child } = suggestionIn(loaded)
  const rejected = loaded.log.findLast(({ step }) => step === 'reject')
  const { answers } = rejected ? openPayload(loaded.key, SCHEMA, rejected) : { answers: {} }
  const named = valueOf(answers, 'against')
  const against = new Set<ComparedName>([
    ...(Array.isArray(named) ? (named as ComparedName[]) : []),
    ...reasons.flatMap(({ field, weight }) => (weight < 0 && field !== 'siblings_sought' ? [field] : [])),
  ])
  return { against: [...against], request, child }
}

/** Suggestions that nobody has decided on, of a request that is not searched for or a child who does not enter matching any more. */
export async function dropMatches(
  { context, kinds }: Matching,
  by: { readonly request_id: string } | { readonly subject_id: string },
  states: readonly string[],
): Promise<void> {
  const scope = systemScope(context.country)
  const rows = await readInScope(context.db, scope, (trx) => matchesOf(trx, by))
  for (const { id } of rows.filter(({ state }) => states.includes(state))) {
    await inScope(context.db, scope, async (trx) => {
      await takeStep(trx, kinds.matches, SYSTEM, id, {
        id: sameId(`drop ${id}`),
        step: 'drop',
        happenedAt: context.clock.now(),
        payload: { answers: {} },
      })
      return ok(undefined)
    })
  }
}
