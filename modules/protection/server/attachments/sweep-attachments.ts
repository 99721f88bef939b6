import type { ObjectId } from '@gloact/attachments'
import { asInstant, ok, type Instant } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { tables } from '../file/file-tables.ts'
import type { AttachmentContext } from './attachment-context.ts'
import { deleteObjects } from './forget-attachments.ts'
import { objectsOfRow } from '../file/attachment-rows.ts'

/** How long an upload waits for the action that adds it, and an object for its row. */
const WAIT_MILLISECONDS = 24 * 3_600_000

export interface Swept {
  /** Uploads that no action came to refer to. */
  readonly uploads: number
  /** Objects that no row refers to: an erasure or an upload that a crash cut short. */
  readonly objects: number
  readonly halfWritten: number
}

/**
 * Removes what was uploaded more than a day ago and never added to a file, what no row refers to, and what a crash left
 * half-written. What another module keeps in the same store stays. Nothing younger than a day is touched: it may belong to an upload that is on its way.
 */
export async function sweepAttachments(
  context: Pick<AttachmentContext, 'db' | 'clock' | 'rules' | 'attachments'>,
  keptElsewhere: (ids: readonly string[]) => Promise<ReadonlySet<string>> = async () => new Set(),
): Promise<Swept> {
  const before = asInstant(Date.parse(context.clock.now()) - WAIT_MILLISECONDS)
  const { store } = context.attachments
  const forgotten = await inScope(context.db, systemScope(context.rules.country), async (trx) =>
    ok(await forgetUnreferenced(trx, before)),
  )
  const rows = forgotten.ok ? forgotten.value : []
  await deleteObjects(store, rows.flatMap(objectsOfRow))
  let objects = 0
  for await (const batch of batches(oldObjects(store.list(), before), 500)) {
    const known = await readInScope(context.db, systemScope(context.rules.country), (trx) => knownObjects(trx, batch))
    const others = await keptElsewhere(batch)
    const orphans = batch.filter((id) => !known.has(id) && !others.has(id))
    await deleteObjects(store, orphans)
    objects += orphans.length
  }
  return { uploads: rows.length, objects, halfWritten: await store.sweep(before) }
}

const forgetUnreferenced = (trx: ScopedTransaction, before: Instant) =>
  tables(trx)
    .deleteFrom('protection.attachment')
    .where('referenced', '=', false)
    .where('uploaded_at', '<', before)
    .returning(['object_id', 'thumbnail_object_id'])
    .execute()

async function knownObjects(trx: ScopedTransaction, ids: readonly ObjectId[]): Promise<ReadonlySet<string>> {
  const rows = await tables(trx)
    .selectFrom('protection.attachment')
    .select(['object_id', 'thumbnail_object_id'])
    .where((row) => row.or([row('object_id', 'in', ids), row('thumbnail_object_id', 'in', ids)]))
    .execute()
  return new Set(rows.flatMap(objectsOfRow))
}

async function* oldObjects(
  listed: ReturnType<AttachmentContext['attachments']['store']['list']>,
  before: Instant,
): AsyncGenerator<ObjectId> {
  for await (const { id, storedAt } of listed) if (storedAt < before) yield id
}

async function* batches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
