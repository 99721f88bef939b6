import { behind, fullPage, PAGE } from './changed-last.ts'
import { recordRefused } from '@gloact/audit'
import { serve, type Api } from '@gloact/http/server'
import { err, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Scope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type {
  OpeningContract,
  RequestContracts,
  RequestList,
  RequestRowView,
  RequestShown,
  SentStepBody,
} from '../contract/request-contracts.ts'
import { loadRequest, type LoadedRequest } from './load-request.ts'
import { presentRequest, presentRow } from './present-request.ts'
import { recordReadAbout } from './read-about.ts'
import { tables, type RequestTable } from './request-tables.ts'
import type { RequestFailure, RequestsOf, StepActor } from './requests-of.ts'
import { openRequest, sentStep, takeStep, type NewRequest } from './take-step.ts'

/** What the requests have to know of the person signed in. */
export interface ServedTo<Session> {
  readonly scopeOf: (who: Session) => Scope
  readonly actorOf: (who: Session) => StepActor
  /** Whether these requests are anything to them at all; a refusal of the module's own where they are not. */
  readonly mayRead: (who: Session) => Failure | null
  /**
   * Which of these requests of their agency they see, where that is not all of them: those about a file of which they see
   * nothing, for one.
   */
  readonly sees?: (trx: ScopedTransaction, who: Session, rows: readonly RequestTable[]) => Promise<ReadonlySet<string>>
  /**
   * The scope in which a step is written, where more follows from it than the taker's own rows (a line in the other side's file).
   * That the request is theirs to see is asked in their own scope first.
   */
  readonly writesAs?: (who: Session) => Scope
  /** What they are shown of what their party sees, where that is not all of it: a vote that is sealed until all are in. */
  readonly presented?: (view: RequestShown, who: Session) => RequestShown
  /** The same for what a list says of it. */
  readonly presentedRow?: (row: RequestRowView, who: Session) => RequestRowView
  /** Steps that have a route of their own, since more goes with them. */
  readonly apart?: readonly string[]
}

/** Serves a kind of request: list, one of them, and its steps. */
export function serveRequests<Session>(
  api: Api<Session>,
  contracts: RequestContracts,
  of: RequestsOf,
  to: ServedTo<Session>,
): void {
  serve(api, contracts.list, ({ session, query }) => listRequests(of, to, session, query))
  serve(api, contracts.read, ({ session, params }) => readRequest(of, to, session, params.requestId))
  serve(api, contracts.take, ({ session, params, body, ifMatch }) =>
    takeOne(of, to, session, params.requestId, body, ifMatch),
  )
}

/** What a request opens with, besides what is sent: the module knows it of the one who opens it. */
export type Opening = Pick<NewRequest, 'step' | 'parties' | 'fileId' | 'facts'>

/** Serves the opening of a kind that `openingContract` describes. */
export function serveOpening<Session>(
  api: Api<Session>,
  contract: OpeningContract,
  of: RequestsOf,
  to: ServedTo<Session>,
  opening: (who: Session) => Opening,
): void {
  serve(api, contract, async ({ session, body }) => {
    const refused = to.mayRead(session)
    if (refused) return recordRefusal(of, to, session, refused)
    return inScope<RequestShown, Failure>(of.db, to.scopeOf(session), async (trx) => {
      const opened = await openRequest(trx, of, to.actorOf(session), {
        ...opening(session),
        requestId: body.requestId,
        id: body.id,
        happenedAt: body.happenedAt as Instant,
        deviceTime: (body.deviceTime ?? null) as Instant | null,
        payload: { answers: body.answers },
      })
      return opened.ok ? shown(trx, of, to, session, body.requestId) : opened
    })
  })
}

export async function readRequest<Session>(
  of: RequestsOf,
  to: ServedTo<Session>,
  who: Session,
  requestId: string,
): Promise<Result<RequestShown, Failure>> {
  const refused = to.mayRead(who)
  if (refused) return recordRefusal(of, to, who, refused)
  const read = await inScope<RequestShown, Failure>(of.db, to.scopeOf(who), async (trx) => {
    const loaded = await loadRequest(trx, of, requestId)
    if (!loaded.ok) return loaded
    const view = await shownOf(trx, of, to, who, loaded.value)
    if (view.ok) await recordReadAbout(trx, loaded.value.row)
    return view
  })
  return read.ok ? read : recordRefusal(of, to, who, read.error)
}

/** Gives the failure back, and records that somebody asked for what is not theirs: as it is with what is not there. */
export async function recordRefusal<Session>(
  of: Pick<RequestsOf, 'db'>,
  to: Pick<ServedTo<Session>, 'scopeOf' | 'actorOf'>,
  who: Session,
  refused: Failure,
): Promise<Result<never, Failure>> {
  const { userId } = to.actorOf(who)
  if (userId !== null) await inScope(of.db, to.scopeOf(who), async (trx) => ok(await recordRefused(trx, userId)))
  return err(refused)
}

/** One request, as the person asking sees it, in a transaction of their scope. */
export async function shown<Session>(
  trx: ScopedTransaction,
  of: RequestsOf,
  to: ServedTo<Session>,
  who: Session,
  requestId: string,
): Promise<Result<RequestShown, RequestFailure>> {
  const loaded = await loadRequest(trx, of, requestId)
  return loaded.ok ? shownOf(trx, of, to, who, loaded.value) : loaded
}

async function shownOf<Session>(
  trx: ScopedTransaction,
  of: RequestsOf,
  to: ServedTo<Session>,
  who: Session,
  loaded: LoadedRequest,
): Promise<Result<RequestShown, RequestFailure>> {
  if (!(await seesAll(trx, to, who, [loaded.row]))) return err({ code: 'records.not_found' })
  const view = presentRequest(of, loaded, to.actorOf(who))
  return view ? ok(to.presented?.(view, who) ?? view) : err({ code: 'records.not_found' })
}

const seesAll = async <Session>(
  trx: ScopedTransaction,
  { sees }: ServedTo<Session>,
  who: Session,
  rows: readonly RequestTable[],
): Promise<boolean> => {
  if (!sees) return true
  const seen = await sees(trx, who, rows)
  return rows.every(({ id }) => seen.has(id))
}

async function takeOne<Session>(
  of: RequestsOf,
  to: ServedTo<Session>,
  who: Session,
  requestId: string,
  body: SentStepBody,
  ifVersion: number | undefined,
): Promise<Result<RequestShown, Failure>> {
  const refused = to.mayRead(who)
  if (refused) return err(refused)
  if (to.apart?.includes(body.step)) return err({ code: 'records.not_open', params: { state: 'apart' } })
  const before = await readInScope(of.db, to.scopeOf(who), (trx) => shown(trx, of, to, who, requestId))
  if (!before.ok) return before
  const done = await inScope<unknown, Failure>(of.db, (to.writesAs ?? to.scopeOf)(who), async (trx) => {
    return takeStep(trx, of, to.actorOf(who), requestId, sentStep(body), ifVersion)
  })
  return done.ok ? readInScope(of.db, to.scopeOf(who), (trx) => shown(trx, of, to, who, requestId)) : done
}

/** Requests of the asker's agency, those that changed last first. Row-level security shows no other. */
export async function listRequests<Session>(
  of: RequestsOf,
  to: ServedTo<Session>,
  who: Session,
  asked: { readonly list: RequestList; readonly after?: string | undefined; readonly fileId?: string | undefined },
): Promise<Result<{ items: RequestRowView[]; next: string | null }, Failure>> {
  const refused = to.mayRead(who)
  if (refused) return err(refused)
  const { agencyId } = to.actorOf(who)
  return readInScope(of.db, to.scopeOf(who), async (trx) =>
    ok(
      await fullPage<RequestTable, RequestRowView>(
        asked.after,
        (after) => pageOf(trx, of, asked, agencyId, after),
        async (rows) => {
          const seen = to.sees ? await to.sees(trx, who, rows) : undefined
          return (row) => {
            if (seen && !seen.has(row.id)) return undefined
            const listed = presentRow(row, agencyId)
            return to.presentedRow?.(listed, who) ?? listed
          }
        },
      ),
    ),
  )
}

async function pageOf(
  trx: ScopedTransaction,
  of: RequestsOf,
  { list, fileId }: { readonly list: RequestList; readonly fileId?: string | undefined },
  agencyId: string | null,
  after: string | undefined,
): Promise<readonly RequestTable[]> {
  let query = tables(trx, of.schema)
    .selectFrom('request')
    .selectAll()
    .where('kind', '=', of.kind.kind)
    .where('erased_at', 'is', null)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE)
  if (fileId !== undefined) query = query.where('file_id', '=', fileId)
  if (list === 'ended') query = query.where('ended_at', 'is not', null)
  if (list === 'open' || list === 'my_turn') query = query.where('ended_at', 'is', null)
  if (list === 'my_turn') query = query.where(sql<boolean>`parties ->> turn = ${agencyId ?? ''}`)
  const rest = behind(after)
  return (rest ? query.where(rest) : query).execute()
}
