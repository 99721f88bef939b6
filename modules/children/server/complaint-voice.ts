import { takeIn, type IntakeRefusal, isObjectId, type ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { loadRequest, takeStep, type LoadedRequest } from '@gloact/records/server'
import { sql } from 'kysely'
import type * as contract from '../contract/complaints.ts'
import { byVoice } from '../domain/complaint.ts'
import type { RequestsByKind } from './child-records.ts'
import { may, recordScope, systemFor, type ChildrenContext } from './children-context.ts'
import { servedTo } from './served-to.ts'

const REFUSED = failure('children.not_allowed')
const NONE = failure('children.no_voice')
/** Two minutes of what a browser records, and as much again. */
const MOST = 4 * 1024 * 1024
const NOT_TAKEN = {
  too_large: 'children.voice_too_long',
  refused: 'children.voice_refused',
  no_room: 'children.no_room',
} as const satisfies Record<IntakeRefusal, string>

interface VoiceRow {
  readonly id: string
  readonly objectId: string
  readonly contentType: string
  readonly bytes: number
  readonly sha256: string
  readonly addedAt: string
}
const COLUMNS = sql.raw(
  `id, object_id as "objectId", content_type as "contentType", bytes::int as bytes, sha256, added_at as "addedAt"`,
)
const placeOf = (id: string): string => `children.complaint_voice:${id}`

/** The child's guardianship, where somebody sees it. */
async function seen(
  trx: ScopedTransaction,
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  requestId: string,
): Promise<Result<LoadedRequest, Failure>> {
  const loaded = await loadRequest(trx, of.guardianship, requestId)
  if (!loaded.ok) return loaded
  const theirs = await servedTo(context, 'guardianship').sees!(trx, who, [loaded.value.row])
  return theirs.has(requestId) ? loaded : err(failure('records.not_found'))
}

/** Whether a complaint is a voice message. */
export async function hasVoice(trx: ScopedTransaction, complaintId: string): Promise<boolean> {
  const { rows } = await sql`select from children.complaint_voice where id = ${complaintId}`.execute(trx)
  return rows.length > 0
}

type Params = HandlerInput<typeof contract.addVoice>['params']
type Sent = HandlerInput<typeof contract.addVoice>['query'] & { readonly body: AsyncIterable<Uint8Array> }

/**
 * A child's complaint by voice: told by its bytes, scanned, sealed under the key of the child's guardianship; then it and the step that tells
 * the authority are written together, or neither is.
 */
export async function keepVoice(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  { requestId, complaintId }: Params,
  { contentType, pictures, of: about, body }: Sent,
): Promise<Result<ResponseOf<typeof contract.addVoice>, Failure>> {
  if (!may(who, 'children.work')) return err(REFUSED)
  const before = await readInScope(context.db, recordScope(who), (trx) => seen(trx, context, of, who, requestId))
  if (!before.ok) return before
  const { maxBytes } = context.attachments
  const stored = await takeIn(
    { ...context.attachments, maxBytes: Math.min(maxBytes, MOST) },
    { declared: contentType, body, kind: 'audio/' },
    (bytes) => before.value.key.sealStream(placeOf(complaintId), bytes),
  )
  if (!stored.ok) return err(failure(NOT_TAKEN[stored.error]))
  const { objectId, contentType: found, bytes, sha256 } = stored.value
  const written = await inScope<boolean, Failure>(context.db, systemFor(who), async (trx) => {
    const { rows } = await sql<{ id: string }>`
      insert into children.complaint_voice (id, country, agency_id, request_id, file_id, object_id, content_type, bytes, sha256,
        added_by, added_at)
      values (${complaintId}, ${who.country}, ${before.value.row.parties['authority']}, ${requestId}, ${before.value.row.file_id},
        ${objectId}, ${found}, ${bytes}, ${sha256}, ${who.userId}, ${context.clock.now()})
      on conflict (id) do nothing returning id`.execute(trx)
    if (rows.length === 0) {
      const there = await voiceById(trx, requestId, complaintId)
      return there?.sha256 === sha256 ? ok(false) : err(failure('records.id_used'))
    }
    const taken = await takeStep(trx, of.guardianship, servedTo(context, 'guardianship').actorOf(who), requestId, {
      id: complaintId,
      step: 'complain',
      happenedAt: context.clock.now(),
      payload: { answers: byVoice(pictures?.split(',') ?? [], about ?? null) },
    })
    if (!taken.ok) return taken
    await recordAudit(trx, {
      action: 'children.voice_added',
      object: { kind: 'children.complaint_voice', id: complaintId },
    })
    return ok(true)
  })
  // Rolled back, or there before. Should this fail too, the sweep finds it.
  if (!written.ok || !written.value) await context.attachments.store.delete(objectId)
  return written.ok ? ok({ complaintId }) : written
}

async function voiceById(trx: ScopedTransaction, requestId: string, id: string): Promise<VoiceRow | undefined> {
  const { rows } = await sql<VoiceRow>`
    select ${COLUMNS} from children.complaint_voice where id = ${id} and request_id = ${requestId}`.execute(trx)
  return rows[0]
}

/** Which complaints of a child are voice messages. */
export async function voicesOf(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  requestId: string,
): Promise<Result<ResponseOf<typeof contract.listVoices>, Failure>> {
  if (!may(who, 'children.appoint')) return err(REFUSED)
  return readInScope(context.db, recordScope(who), async (trx) => {
    const theirs = await seen(trx, context, of, who, requestId)
    if (!theirs.ok) return theirs
    const { rows } = await sql<VoiceRow>`
      select ${COLUMNS} from children.complaint_voice where request_id = ${requestId} order by added_at, id`.execute(
      trx,
    )
    return ok({
      items: rows.map(({ id, contentType, addedAt }) => ({
        complaintId: id,
        contentType,
        addedAt: new Date(addedAt).toISOString(),
      })),
    })
  })
}

/** Plays one, to the authority alone. Recorded each time. */
export async function sendVoice(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  { requestId, complaintId }: Params,
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'children.appoint')) return err(REFUSED)
  const found = await inScope<{ row: VoiceRow; key: LoadedRequest['key'] }, Failure>(
    context.db,
    recordScope(who),
    async (trx) => {
      const theirs = await seen(trx, context, of, who, requestId)
      if (!theirs.ok) return theirs
      const row = await voiceById(trx, requestId, complaintId)
      if (!row) return err(NONE)
      await recordAudit(trx, {
        action: 'children.voice_played',
        object: { kind: 'children.complaint_voice', id: complaintId },
      })
      return ok({ row, key: theirs.value.key })
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
    fileName: `voice-${row.id}`,
  })
}

/** Which of these objects are voice messages: the sweep of attachments leaves them. */
export async function keptVoices(
  context: Pick<ChildrenContext, 'db' | 'country'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = ids.filter(isObjectId)
  if (wanted.length === 0) return new Set()
  const { rows } = await readInScope(context.db, systemScope(context.country), (trx) =>
    sql<{ id: string }>`
      select object_id as id from children.complaint_voice where object_id = any (${wanted}::uuid[])`.execute(trx),
  )
  return new Set(rows.map(({ id }) => id))
}

/** Voice messages of erased files: rows go, and the objects are given back to be deleted once it is committed. */
export async function eraseVoices(trx: ScopedTransaction, fileIds: readonly string[]): Promise<readonly ObjectId[]> {
  const { rows } = await sql<{ objectId: string }>`
    delete from children.complaint_voice where file_id = any (${[...fileIds]}::uuid[]) returning object_id as "objectId"`.execute(
    trx,
  )
  return rows.map(({ objectId }) => objectId as ObjectId)
}
