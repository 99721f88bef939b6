import type { FormAnswers } from '@gloact/forms'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Instant, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import {
  loadRequest,
  openPayload,
  openRequest,
  presentRequest,
  requestTables,
  sentStep,
  takeStep,
  type LoadedRequest,
} from '@gloact/records/server'
import type * as contract from '../../contract/tracing/tracing.ts'
import { missingToSearch, namesTelephone } from '../../domain/tracing/gates.ts'
import { ASK_AUTHORITY, signsFor } from '../../domain/tracing/misuse.ts'
import {
  isSaying,
  ONE_TO_THE_DESK,
  SAYING_STEPS,
  SEEN_AT_THE_DESK,
  tracingRequest,
} from '../../domain/tracing/request-kind.ts'
import { textOf } from '../../domain/tracing/said.ts'
import { deviceToKeep } from './device-of.ts'
import type { TracingKinds } from './kinds.ts'
import { newSuggestions } from './matches.ts'
import { actorOf, may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

const REFUSED = failure('children.not_allowed')
const PAGE = 50

/**
 * What every inquirer is told, whatever is known of the child: one sentence, and the day on which everybody is written to. Nothing of the
 * request goes into it, so that nothing can be read off it.
 */
export function letterFor({ clock, calendar, settings }: TracingContext): ResponseOf<typeof contract.registerRequest> {
  const today = clock.today(calendar.timeZone)
  return { sentence: 'children.tracing.letter', writesOn: letterDay(today, settings.letterDay) }
}

export function letterDay(today: PlainDate, day: number): string {
  const [year, month, date] = today.split('-').map(Number) as [number, number, number]
  const next = date < day ? new Date(Date.UTC(year, month - 1, day)) : new Date(Date.UTC(year, month, day))
  return next.toISOString().slice(0, 10)
}

/** Registers a request. What is looked at, and found, is done afterwards and elsewhere. */
export async function registerRequest(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  { id, stepId, happenedAt, answers }: HandlerInput<typeof contract.registerRequest>['body'],
  device: string | null = null,
): Promise<Result<ResponseOf<typeof contract.registerRequest>, Failure>> {
  if (!may(who, 'children.take_requests')) return err(REFUSED)
  const opened = await inScope(context.db, scopeOf(who), async (trx) =>
    openRequest(trx, kinds.requests, actorOf(who), {
      requestId: id,
      id: stepId,
      step: 'register',
      happenedAt: happenedAt as Instant,
      parties: { desk: who.agencyId },
      fileId: null,
      facts: {},
      payload: { answers, ...(await deviceToKeep(trx, kinds.requests, { requestId: id, stepId }, device)) },
    }),
  )
  return opened.ok ? ok(letterFor(context)) : opened
}

/** Those who may judge see how a request stands, but for their own: at the desk it is received until it is closed. */
function seesAll(who: Principal, { log }: Pick<LoadedRequest, 'log'>): boolean {
  const entered = log.some(({ step, actor_id: by }) => isSaying(step) && by === who.userId)
  return may(who, 'children.review_holds') && !entered
}

/** The authority for the protection of children: it alone is told that somebody is near a suspect of another file. */
const isAuthority = ({ roles }: Principal): boolean => roles.includes('child_protection_officer')

function masked(shown: RequestShown, all: boolean): RequestShown {
  if (all) return shown
  const state = ONE_TO_THE_DESK.includes(shown.state) ? 'received' : shown.state
  const steps = shown.steps.filter(({ step }) => SEEN_AT_THE_DESK.includes(step))
  return {
    ...shown,
    // How far the log has come says how often the platform looked.
    version: steps.length,
    state,
    turn: state === 'received' ? 'desk' : shown.turn,
    // When the platform looked at it, and how often, is not to be seen either.
    changedAt: steps.at(-1)?.recordedAt ?? shown.openedAt,
    nextDueAt: null,
    clocks: [],
    steps,
    open: shown.open.filter(({ step, barredBy }) => SEEN_AT_THE_DESK.includes(step) && barredBy === undefined),
  }
}

async function shownTo(
  trx: ScopedTransaction,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
): Promise<Result<{ shown: RequestShown; signs: readonly string[]; all: boolean; said: FormAnswers }, Failure>> {
  const loaded = await loadRequest(trx, kinds.requests, requestId)
  if (!loaded.ok) return loaded
  const view = presentRequest(kinds.requests, loaded.value, actorOf(who))
  if (!view) return err({ code: 'records.not_found' })
  const all = seesAll(who, loaded.value)
  const held = loaded.value.log.findLast(({ step }) => step === 'hold')
  const also = held ? (openPayload(loaded.value.key, SCHEMA, held).also as { signs?: string[] } | undefined) : undefined
  const last = loaded.value.log.findLast(({ step }) => isSaying(step))
  const said = last ? openPayload(loaded.value.key, SCHEMA, last).answers : {}
  return ok({ shown: masked(view, all), signs: all ? signsFor(also?.signs ?? [], isAuthority(who)) : [], all, said })
}

export async function readRequest(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof contract.readRequest>, Failure>> {
  if (!may(who, 'children.take_requests')) return err(REFUSED)
  const seen = await readInScope(context.db, scopeOf(who), (trx) => shownTo(trx, kinds, who, requestId))
  if (!seen.ok) return seen
  return ok({ ...seen.value.shown, signs: [...seen.value.signs], letter: letterFor(context) })
}

export async function takeRequestStep(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
  body: HandlerInput<typeof contract.takeRequestStep>['body'],
  ifVersion: number | undefined,
  device: string | null = null,
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'children.take_requests')) return err(REFUSED)
  return inScope<RequestShown, Failure>(context.db, scopeOf(who), async (trx) => {
    const before = await shownTo(trx, kinds, who, requestId)
    if (!before.ok) return before
    const { all } = before.value
    // To anyone who does not see how it stands, a step of those who do is one that is not open, whether or not it would be.
    if (!all && !SEEN_AT_THE_DESK.includes(body.step))
      return err({ code: 'records.not_open', params: { state: 'received' } })
    // Anyone else clears it with what the authority answered.
    const asks = before.value.signs.includes(ASK_AUTHORITY) && body.step === 'clear'
    if (asks && textOf(body.answers, 'authority').trim() === '') return err(failure('children.authority_first'))
    const missing = missingToSearch(before.value.said)
    if (body.step === 'clear' && before.value.shown.state === 'held' && missing.length > 0)
      return err(failure('children.amend_first', { params: { missing: missing.join(' ') } }))
    if (body.step === 'tell' && namesTelephone(textOf(body.answers, 'message')))
      return err(failure('children.message_has_number'))
    const sent = sentStep(body)
    const kept =
      body.step === 'amend' ? await deviceToKeep(trx, kinds.requests, { requestId, stepId: body.id }, device) : {}
    const taken = await takeStep(
      trx,
      kinds.requests,
      actorOf(who),
      requestId,
      { ...sent, payload: { ...sent.payload, ...kept } },
      all ? ifVersion : undefined,
    )
    if (!taken.ok) {
      return !all && (taken.error.code === 'records.not_open' || taken.error.code === 'records.changed')
        ? err({ code: 'records.not_open', params: { state: 'received' } })
        : taken
    }
    const after = await shownTo(trx, kinds, who, requestId)
    return after.ok ? ok(after.value.shown) : after
  })
}

/** Requests of the agency. All are put in order by what lies open; those of one page are opened. */
export async function listRequests(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  { list, after }: HandlerInput<typeof contract.listRequests>['query'],
): Promise<Result<ResponseOf<typeof contract.listRequests>, Failure>> {
  if (!may(who, 'children.take_requests')) return err(REFUSED)
  return readInScope(context.db, scopeOf(who), async (trx) => {
    let query = requestTables(trx, SCHEMA)
      .selectFrom('request')
      .select(['id', 'state', 'opened_at', 'next_due_at'])
      .where('kind', '=', tracingRequest.kind)
      .where('erased_at', 'is', null)
    query = list === 'ended' ? query.where('ended_at', 'is not', null) : query.where('ended_at', 'is', null)
    if (list === 'held') query = query.where('state', '=', 'held')
    const rows = await query.execute()
    const suggestions = await newSuggestions(trx, context, kinds, who)
    const own = may(who, 'children.review_holds') ? await enteredBy(trx, who) : undefined
    const listed = rows
      .map((row) => {
        const all = own !== undefined && !own.has(row.id)
        const found = all ? (suggestions.get(row.id) ?? []) : []
        return { ...row, all, found: found.length, probability: found.length > 0 ? Math.max(...found) : null }
      })
      .filter(({ all }) => all || list !== 'held')
      // At the desk in the order in which they came: one that was looked at must not move. What is held is seen by those who clear it alone.
      .toSorted(
        (a, b) =>
          (list === 'held' ? (a.next_due_at ?? '9').localeCompare(b.next_due_at ?? '9') : 0) ||
          (b.probability ?? -1) - (a.probability ?? -1) ||
          (a.opened_at > b.opened_at ? -1 : a.opened_at < b.opened_at ? 1 : a.id < b.id ? -1 : 1),
      )
    const from = after === undefined ? 0 : listed.findIndex(({ id }) => id === after) + 1
    const page = listed.slice(from, from + PAGE)
    const said = await lastSaid(
      trx,
      context,
      page.map(({ id }) => id),
    )
    return ok({
      judges: may(who, 'children.judge_matches'),
      items: page.flatMap(({ id, state, opened_at, next_due_at, all, found, probability }) => {
        const answers = said.get(id)
        if (!answers) return []
        return [
          {
            id,
            state: all || !ONE_TO_THE_DESK.includes(state) ? state : 'received',
            openedAt: opened_at,
            dueAt: all ? next_due_at : null,
            sought: [textOf(answers, 'given_name'), textOf(answers, 'family_name')]
              .filter((name) => name !== '')
              .join(' '),
            inquirer: textOf(answers, 'relative_name'),
            relation: textOf(answers, 'relation'),
            suggestions: found,
            probability,
          },
        ]
      }),
      next: listed.length > from + PAGE ? page.at(-1)!.id : null,
    })
  })
}

/** Requests in which somebody said something for the inquirer: of those they see no more than the desk does. */
async function enteredBy(trx: ScopedTransaction, { userId }: Principal): Promise<ReadonlySet<string>> {
  const rows = await requestTables(trx, SCHEMA)
    .selectFrom('request_step')
    .select('request_id')
    .where('step', 'in', SAYING_STEPS)
    .where('actor_id', '=', userId)
    .execute()
  return new Set(rows.map(({ request_id: id }) => id))
}

/** What inquirers said last, by request; those that were erased in the meantime are left out. */
async function lastSaid(
  trx: ScopedTransaction,
  { vault }: TracingContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FormAnswers>> {
  if (ids.length === 0) return new Map()
  const keys = await vault.personKeys(trx, ids)
  const steps = await requestTables(trx, SCHEMA)
    .selectFrom('request_step')
    .selectAll()
    .where('request_id', 'in', ids)
    .where('step', 'in', SAYING_STEPS)
    .orderBy('sequence')
    .execute()
  const last = new Map(steps.map((step) => [step.request_id, step]))
  return new Map(
    [...last].flatMap(([id, step]) => {
      const key = keys.get(id)
      return key ? [[id, openPayload(key, SCHEMA, step).answers] as const] : []
    }),
  )
}
