import { takeIn, type IntakeRefusal, isObjectId, type ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { loadRequest, openPayload, recordReadAbout, type LoadedRequest } from '@gloact/records/server'
import { sql } from 'kysely'
import type * as contract from '../../contract/tracing/tracing.ts'
import { textOf } from '../../domain/tracing/said.ts'
import type { TracingKinds } from './kinds.ts'
import { matchesServed, subjectsServed } from './served.ts'
import { may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

const REFUSED = failure('children.not_allowed')
const NONE = failure('children.no_photograph')
const MOST = 10 * 1024 * 1024
const NOT_TAKEN = {
  too_large: 'children.photograph_too_large',
  refused: 'children.photograph_refused',
  no_room: 'children.no_room',
} as const satisfies Record<IntakeRefusal, string>

interface PhotographRow {
  readonly id: string
  readonly subjectId: string
  readonly objectId: string
  readonly contentType: string
  readonly bytes: number
  readonly sha256: string
  readonly uploadedAt: string
  readonly takenBackAt: string | null
}

const COLUMNS = sql.raw(
  `id, subject_id as "subjectId", object_id as "objectId", content_type as "contentType", bytes, sha256,
   uploaded_at as "uploadedAt", taken_back_at as "takenBackAt"`,
)

const placeOf = (id: string): string => `children.tracing_photograph:${id}`

const presented = ({ id, uploadedAt, takenBackAt }: PhotographRow) => ({ id, uploadedAt, takenBackAt })

async function subjectSeen(
  trx: ScopedTransaction,
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  subjectId: string,
): Promise<Result<LoadedRequest, Failure>> {
  const loaded = await loadRequest(trx, kinds.subjects, subjectId)
  if (!loaded.ok) return loaded
  const seen = await subjectsServed(context, []).sees!(trx, who, [loaded.value.row])
  return seen.has(subjectId) ? loaded : err({ code: 'records.not_found' })
}

const agreedTo = ({ key, log }: LoadedRequest): boolean => {
  const last = log.findLast(({ step }) => step === 'register' || step === 'change')
  return last !== undefined && textOf(openPayload(key, SCHEMA, last).answers, 'photograph') === 'yes'
}

/** Takes in a photograph of a child who agreed to it: told by its bytes, scanned, sealed under the key of the child's side, then written down. */
export async function addPhotograph(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  subjectId: string,
  {
    photographId,
    declared,
    body,
  }: { photographId: string; declared: string | undefined; body: AsyncIterable<Uint8Array> },
): Promise<Result<ResponseOf<typeof contract.addPhotograph>, Failure>> {
  if (!may(who, 'children.trace_for_child')) return err(REFUSED)
  const before = await readInScope(context.db, scopeOf(who), (trx) => subjectSeen(trx, context, kinds, who, subjectId))
  if (!before.ok) return before
  if (!agreedTo(before.value)) return err(REFUSED)
  const { maxBytes } = context.attachments
  const stored = await takeIn(
    { ...context.attachments, maxBytes: Math.min(maxBytes, MOST) },
    { declared, body, kind: 'image/' },
    (bytes) => before.value.key.sealStream(placeOf(photographId), bytes),
  )
  if (!stored.ok) return err(failure(NOT_TAKEN[stored.error]))
  const { objectId, contentType: found, bytes, sha256 } = stored.value
  const written = await inScope<{ row: PhotographRow; kept: boolean }, Failure>(
    context.db,
    scopeOf(who),
    async (trx) => {
      const still = await subjectSeen(trx, context, kinds, who, subjectId)
      if (!still.ok) return still
      if (!agreedTo(still.value)) return err(REFUSED)
      const { rows } = await sql<PhotographRow>`
        insert into children.tracing_photograph (id, country, agency_id, subject_id, file_id, object_id, content_type, bytes, sha256,
          uploaded_by, uploaded_at)
        values (${photographId}, ${who.country}, ${who.agencyId}, ${subjectId}, ${still.value.row.file_id}, ${objectId},
          ${found}, ${bytes}, ${sha256}, ${who.userId}, ${context.clock.now()})
        on conflict (id) do nothing returning ${COLUMNS}`.execute(trx)
      const row = rows[0]
      if (row) {
        await recordAudit(trx, {
          action: 'children.photograph_added',
          object: { kind: 'children.tracing_photograph', id: photographId },
        })
        return ok({ row, kept: true })
      }
      const there = await photographById(trx, subjectId, photographId)
      return there?.sha256 === sha256 ? ok({ row: there, kept: false }) : err(failure('children.photograph_differs'))
    },
  )
  // Rolled back, or there before. Should this fail too, the sweep finds it.
  if (!written.ok || !written.value.kept) await context.attachments.store.delete(objectId)
  return written.ok ? ok(presented(written.value.row)) : written
}

async function photographById(
  trx: ScopedTransaction,
  subjectId: string,
  id: string,
): Promise<PhotographRow | undefined> {
  const { rows } = await sql<PhotographRow>`
    select ${COLUMNS} from children.tracing_photograph where id = ${id} and subject_id = ${subjectId}`.execute(trx)
  return rows[0]
}

/** Takes a photograph back, of the wrong child for one: its bytes are destroyed, that there was one stays. */
export async function takePhotographBack(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  { requestId, photographId }: HandlerInput<typeof contract.takePhotographBack>['params'],
  because: string,
): Promise<Result<ResponseOf<typeof contract.takePhotographBack>, Failure>> {
  if (!may(who, 'children.trace_for_child')) return err(REFUSED)
  const taken = await inScope<PhotographRow, Failure>(context.db, scopeOf(who), async (trx) => {
    const seen = await subjectSeen(trx, context, kinds, who, requestId)
    if (!seen.ok) return seen
    const { rows } = await sql<PhotographRow>`
      update children.tracing_photograph set taken_back_at = ${context.clock.now()}, taken_back_by = ${who.userId},
        taken_back_because = ${because}
      where id = ${photographId} and subject_id = ${requestId} and taken_back_at is null returning ${COLUMNS}`.execute(
      trx,
    )
    const row = rows[0] ?? (await photographById(trx, requestId, photographId))
    if (!row) return err(NONE)
    if (rows[0])
      await recordAudit(trx, {
        action: 'children.photograph_taken_back',
        object: { kind: 'children.tracing_photograph', id: photographId },
        detail: { because },
      })
    return ok(row)
  })
  if (!taken.ok) return taken
  // What is not reached now goes with the next sweep: a photograph that was taken back is kept by nobody.
  await context.attachments.store.delete(taken.value.objectId as ObjectId)
  return ok(presented(taken.value))
}

/** Steps by which somebody becomes one of those who judge a pair. */
const JUDGED_BY = ['take_up', 'hear_child', 'hear_adult', 'hear_child_then', 'hear_adult_then', 'confirm']

/**
 * The one photograph that somebody may see now (gate G7): the child agreed, the pair is being judged and not decided, and they are one of
 * its judges. One at a time, and the last one.
 */
export async function photographOf(
  trx: ScopedTransaction,
  kinds: TracingKinds,
  who: Principal,
  { row, log }: LoadedRequest,
): Promise<PhotographRow | undefined> {
  const judges = log.some(({ step, actor_id: by }) => JUDGED_BY.includes(step) && by === who.userId)
  if (!judges || row.ended_at !== null || row.state === 'suggested') return undefined
  const subject = await loadRequest(trx, kinds.subjects, String(row.facts['subject_id']))
  if (!subject.ok || subject.value.row.state !== 'open' || !agreedTo(subject.value)) return undefined
  const { rows } = await sql<PhotographRow>`
    select ${COLUMNS} from children.tracing_photograph
    where subject_id = ${subject.value.row.id} and taken_back_at is null order by uploaded_at desc, id desc limit 1`.execute(
    trx,
  )
  return rows[0]
}

/** Shows it, to one judge of one suggestion. Recorded each time. */
export async function openPhotograph(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  requestId: string,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'children.judge_matches')) return err(REFUSED)
  const found = await inScope<{ row: PhotographRow; key: LoadedRequest['key'] }, Failure>(
    context.db,
    scopeOf(who),
    async (trx) => {
      const loaded = await loadRequest(trx, kinds.matches, requestId)
      if (!loaded.ok) return loaded
      const seen = await matchesServed(context).sees!(trx, who, [loaded.value.row])
      if (!seen.has(requestId)) return err({ code: 'records.not_found' })
      const row = await photographOf(trx, kinds, who, loaded.value)
      if (!row) return err(NONE)
      const key = await context.vault.personKey(trx, row.subjectId)
      if (!key.ok) return err(NONE)
      await recordAudit(trx, {
        action: 'children.photograph_opened',
        object: { kind: 'children.tracing_photograph', id: row.id },
        detail: { match: requestId },
      })
      await recordReadAbout(trx, loaded.value.row)
      return ok({ row, key: key.value })
    },
  )
  if (!found.ok) return found
  const { row, key } = found.value
  const stored = await context.attachments.store.get(row.objectId as ObjectId)
  if (!stored.ok) return err(NONE)
  return ok({
    stream: key.unsealStream(placeOf(row.id), stored.value),
    contentType: row.contentType,
    length: row.bytes,
    disposition: 'inline',
    fileName: `photograph-${row.id}`,
  })
}

/** Which of these objects are photographs that were not taken back: the sweep of attachments leaves them. */
export async function keptPhotographs(context: TracingContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = ids.filter(isObjectId)
  if (wanted.length === 0) return new Set()
  const { rows } = await readInScope(context.db, systemScope(context.country), (trx) =>
    sql<{ id: string }>`
      select object_id as id from children.tracing_photograph
      where object_id = any (${wanted}::uuid[]) and taken_back_at is null`.execute(trx),
  )
  return new Set(rows.map(({ id }) => id))
}

/** Photographs of erased files: rows go, and the objects are given back to be deleted once it is committed. */
export async function erasePhotographs(
  trx: ScopedTransaction,
  fileIds: readonly string[],
): Promise<readonly ObjectId[]> {
  const { rows } = await sql<{ objectId: string }>`
    delete from children.tracing_photograph where file_id = any (${[...fileIds]}::uuid[]) returning object_id as "objectId"`.execute(
    trx,
  )
  return rows.map(({ objectId }) => objectId as ObjectId)
}
