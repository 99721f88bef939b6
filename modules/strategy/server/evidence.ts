import { createHash } from 'node:crypto'
import { isObjectId, takeIn, type IntakeRefusal, type ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import type { BytesToSend } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type ScopedTransaction } from '@gloact/postgres'
import { keptFiles, rowById } from '@gloact/registers/server'
import { sql } from 'kysely'
import type { EvidenceView } from '../contract/claims.ts'
import { actions } from '../contract/registers.ts'
import { ownerOf } from './action-row.ts'
import { may, scopeOf, type StrategyContext } from './context.ts'

export interface EvidenceRow {
  readonly id: string
  readonly actionId: string
  readonly claimId: string | null
  readonly objectId: string
  readonly contentType: string
  readonly bytes: number
  readonly sha256: string
  readonly receivedSha256: string
  readonly uploadedAt: string
  /** Where the record lies that stands in place of a document. */
  readonly record: string | null
}

export const EVIDENCE = sql.raw(
  `id, action_id as "actionId", claim_id as "claimId", object_id as "objectId", content_type as "contentType", bytes, sha256,
   received_sha256 as "receivedSha256", uploaded_at as "uploadedAt", record`,
)

export const presentEvidence = ({ id, contentType, bytes, sha256, uploadedAt, record }: EvidenceRow): EvidenceView => ({
  id,
  contentType,
  bytes,
  sha256,
  uploadedAt,
  record,
})

const placeOf = (id: string): string => `strategy.evidence:${id}`

/** What shows that something was done is a document, a picture or a recording: never what a machine runs. */
const MOST = 25 * 1024 * 1024

const REFUSED = {
  too_large: 'strategy.evidence_too_large',
  refused: 'strategy.evidence_refused',
  no_room: 'strategy.no_room',
} as const satisfies Record<IntakeRefusal, string>

export interface Upload {
  readonly actionId: string
  readonly evidenceId: string
  readonly declared: string | undefined
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * Takes in the document that shows that an action was done: told by its bytes, scanned, sealed, stored, and only then written down.
 * Sent twice under one id, it is kept once. What was not handed in with a claim within a day goes with the sweep.
 */
export async function uploadEvidence(
  context: StrategyContext,
  who: Principal,
  { actionId, evidenceId, declared, body }: Upload,
): Promise<Result<EvidenceView, Failure>> {
  const allowed = await readInScope(context.db, scopeOf(who), (trx) => mayAdd(trx, who, actionId))
  if (!allowed.ok) return allowed
  const key = await context.vault.wordKey(context.db, context.country)
  const { store, maxBytes } = context.attachments
  const taken = await takeIn(
    { ...context.attachments, maxBytes: Math.min(maxBytes, MOST) },
    { declared, body },
    (received) => key.sealStream(placeOf(evidenceId), received),
  )
  if (!taken.ok) return err(failure(REFUSED[taken.error]))
  const { objectId, contentType, bytes, sha256: hash } = taken.value
  const written = await inScope<{ row: EvidenceRow; kept: boolean }, Failure>(context.db, scopeOf(who), async (trx) => {
    const still = await mayAdd(trx, who, actionId)
    if (!still.ok) return still
    const { rows } = await sql<EvidenceRow>`
      insert into strategy.evidence (id, country, agency_id, action_id, object_id, content_type, bytes, sha256, received_sha256,
        uploaded_by, uploaded_at)
      values (${evidenceId}, ${who.country}, ${who.agencyId}, ${actionId}, ${objectId}, ${contentType}, ${bytes}, ${hash},
        ${hash}, ${who.userId}, ${context.clock.now()})
      on conflict (id) do nothing returning ${EVIDENCE}`.execute(trx)
    const row = rows[0]
    if (row) {
      await recordAudit(trx, {
        action: 'strategy.evidence_uploaded',
        object: { kind: 'strategy.evidence', id: evidenceId },
        detail: { action: actionId, hash: `sha256.${hash}` },
      })
      return ok({ row, kept: true })
    }
    const before = await evidenceOf(trx, actionId, evidenceId)
    return before?.receivedSha256 === hash
      ? ok({ row: before, kept: false })
      : err(failure('strategy.evidence_differs'))
  })
  // Rolled back, or there before. Should this fail too, the sweep finds it.
  if (!written.ok || !written.value.kept) await store.delete(objectId)
  return written.ok ? ok(presentEvidence(written.value.row)) : written
}

async function mayAdd(trx: Database, who: Principal, actionId: string): Promise<Result<undefined, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const action = await rowById(trx, actions, actionId)
  if (!action) return err(failure('strategy.unknown'))
  const agencyId = ownerOf(action.answers)
  return agencyId !== undefined && may(who, 'strategy.claim', { agencyId })
    ? ok(undefined)
    : err(failure('strategy.not_allowed'))
}

/** A record elsewhere in GloACT in place of a document: its address is bound to the claim, and opens there for those who may. */
export async function linkRecord(
  trx: ScopedTransaction,
  context: Pick<StrategyContext, 'clock'>,
  who: Principal,
  linked: { readonly id: string; readonly actionId: string; readonly record: string },
): Promise<void> {
  const hash = createHash('sha256').update(linked.record).digest('hex')
  const { rows } = await sql`
    insert into strategy.evidence (id, country, agency_id, action_id, object_id, content_type, bytes, sha256, received_sha256,
      uploaded_by, uploaded_at, record)
    values (${linked.id}, ${who.country}, ${who.agencyId}, ${linked.actionId}, '', 'text/uri-list', 0, ${hash}, ${hash},
      ${who.userId}, ${context.clock.now()}, ${linked.record})
    on conflict (id) do nothing returning id`.execute(trx)
  if (rows.length > 0)
    await recordAudit(trx, {
      action: 'strategy.evidence_uploaded',
      object: { kind: 'strategy.evidence', id: linked.id },
      detail: { action: linked.actionId, hash: `sha256.${hash}` },
    })
}

export async function evidenceOf(trx: Database, actionId: string, id: string): Promise<EvidenceRow | undefined> {
  const { rows } = await sql<EvidenceRow>`
    select ${EVIDENCE} from strategy.evidence where id = ${id} and action_id = ${actionId}`.execute(trx)
  return rows[0]
}

/** The document, for those who read the plan. That it was opened is audited. */
export async function openEvidence(
  context: StrategyContext,
  who: Principal,
  { actionId, evidenceId }: { readonly actionId: string; readonly evidenceId: string },
): Promise<Result<BytesToSend, Failure>> {
  if (!may(who, 'strategy.read')) return err(failure('strategy.not_allowed'))
  const key = await context.vault.wordKey(context.db, context.country)
  const row = await inScope<EvidenceRow, Failure>(context.db, scopeOf(who), async (trx) => {
    const found = await evidenceOf(trx, actionId, evidenceId)
    // A record has no bytes here: it opens where it lies.
    if (!found || found.record !== null) return err(failure('strategy.unknown'))
    await recordAudit(trx, {
      action: 'strategy.evidence_opened',
      object: { kind: 'strategy.evidence', id: evidenceId },
      detail: { action: actionId },
    })
    return ok(found)
  })
  if (!row.ok) return row
  const { objectId, contentType, bytes } = row.value
  const stored = await context.attachments.store.get(objectId as ObjectId)
  if (!stored.ok) return err(failure('strategy.unknown'))
  return ok({
    stream: key.unsealStream(placeOf(evidenceId), stored.value),
    contentType,
    length: bytes,
    disposition: 'attachment',
    fileName: `evidence-${evidenceId}`,
  })
}

/** Which of these objects are documents of this module: the sweep of attachments leaves them. */
export async function keptObjects(
  { db, country }: Pick<StrategyContext, 'db' | 'country'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = ids.filter(isObjectId)
  if (wanted.length === 0) return new Set()
  const { rows } = await readInScope(db, systemScope(country), (trx) =>
    sql<{
      id: string
    }>`select object_id as id from strategy.evidence where object_id = any (${wanted}::text[])`.execute(trx),
  )
  return new Set([...rows.map(({ id }) => id), ...(await keptFiles(db, country, ids))])
}
