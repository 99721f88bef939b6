import { createHash } from 'node:crypto'
import { checkContent, isContentType, newObjectId, type ObjectId } from '@gloact/attachments'
import { asInstant, ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database } from '@gloact/postgres'
import { isSealBroken } from '@gloact/vault'
import { sql } from 'kysely'
import type { MessageAttachment } from '../message.ts'
import type { ExchangeContext } from './context.ts'
import { isFileName, opened, sealedLength, sealedParts } from './files.ts'
import { tables } from './tables.ts'

/** How much of a file is sent at once. */
export const CHUNK_BYTES = 1_048_576
/** What one country may have lying here whose message has not come: bytes, and pieces. */
const MOST_WAITING_BYTES = 600_000_000
const MOST_WAITING_CHUNKS = 4_000
/** A file whose message has not come by then is forgotten; it is sent again from its beginning. */
const FORGET_MS = 7 * 86_400_000

/** How much lies here of a file, after what came was added to it; or that no more of it is taken. */
export type ChunkTaken = { readonly held: number } | { readonly refused: 'too_large' | 'full' }

/**
 * Takes a piece of a sealed file, where it goes on from what lies here; asked with nothing, says how much that is. Without the message
 * that has its key it is of no use to anyone, and nothing follows from it.
 */
export async function takeChunk(
  context: ExchangeContext,
  peer: string,
  { id, begins, bytes }: { readonly id: string; readonly begins: number; readonly bytes: Uint8Array },
): Promise<ChunkTaken> {
  const { db, country, clock, files } = context
  if (!files) return { refused: 'full' }
  const { held, waiting, chunks } = await readInScope(db, systemScope(country), (trx) => heldOf(trx, country, peer, id))
  if (bytes.length === 0 || begins !== held) return { held }
  if (held + bytes.length > sealedLength(files.maxBytes)) return { refused: 'too_large' }
  if (waiting + bytes.length > MOST_WAITING_BYTES || chunks >= MOST_WAITING_CHUNKS) return { refused: 'full' }
  const objectId = newObjectId()
  const stored = await files.store.put(objectId, once(bytes))
  if (!stored.ok) return { refused: 'full' }
  const added = await inScope(db, systemScope(country), async (trx) =>
    ok(
      await tables(trx)
        .insertInto('exchange.chunk')
        .values({
          country,
          peer,
          attachment_id: id,
          begins,
          bytes: bytes.length,
          object_id: objectId,
          received_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('begins')
        .executeTakeFirst(),
    ),
  )
  // Two brought the same piece at once: the other one's lies here.
  if (!added.ok || !added.value) await files.store.delete(objectId)
  return { held: held + bytes.length }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function heldOf(
  trx: Database,
  country: string,
  peer: string,
  id: string,
): Promise<{ readonly held: number; readonly waiting: number; readonly chunks: number }> {
  const { rows } = await sql<{ held: number; waiting: number; chunks: number }>`
    select coalesce(sum(bytes) filter (where attachment_id = ${id}), 0)::float8 as held, coalesce(sum(bytes), 0)::float8 as waiting,
      count(*)::int as chunks
    from exchange.chunk where country = ${country} and peer = ${peer}`.execute(trx)
  return rows[0]!
}

/** What became of the files that a message says it has. */
export type FilesLookedAt =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** By the file's id the objects that it lies in. */
  | { readonly kind: 'whole'; readonly objects: ReadonlyMap<string, readonly string[]> }

/**
 * Looks through the files of a message that is believed, before anything is recorded of it: whether they may come at all, whether they
 * have come whole, and whether they are what the message says: by their hash, by their bytes, and by the scanner. Nothing is kept of one
 * that is refused.
 */
export async function lookAtFiles(
  context: ExchangeContext,
  peer: string,
  attachments: readonly MessageAttachment[],
): Promise<FilesLookedAt> {
  const { db, country, files } = context
  if (attachments.length === 0) return { kind: 'whole', objects: new Map() }
  const refused = (reason: string): FilesLookedAt => ({ kind: 'refused', reason })
  if (!files) return refused('exchange.no_files')
  if (attachments.some(({ size }) => size > files.maxBytes)) return refused('exchange.attachment_too_large')
  if (attachments.some(({ type, name }) => !isContentType(type) || !isFileName(name))) {
    return refused('exchange.attachment_refused')
  }
  const ids = attachments.map(({ id }) => id)
  const { chunks, known } = await readInScope(db, systemScope(country), async (trx) => ({
    chunks: await tables(trx)
      .selectFrom('exchange.chunk')
      .select(['attachment_id', 'bytes', 'object_id'])
      .where('country', '=', country)
      .where('peer', '=', peer)
      .where('attachment_id', 'in', ids)
      .orderBy('begins')
      .execute(),
    known: await tables(trx)
      .selectFrom('exchange.attachment')
      .select('id')
      .where('direction', '=', 'in')
      .where('peer', '=', peer)
      .where('id', 'in', ids)
      .execute(),
  }))
  // Another file under an id that was used, or one file twice.
  if (known.length > 0 || new Set(ids).size < ids.length) return refused('exchange.attachment_changed')
  const objects = new Map<string, readonly string[]>()
  for (const { id, size } of attachments) {
    const own = chunks.filter(({ attachment_id }) => attachment_id === id)
    const held = own.reduce((sum, { bytes }) => sum + bytes, 0)
    if (held < sealedLength(size)) return { kind: 'missing' }
    if (held > sealedLength(size)) return refused('exchange.attachment_changed')
    objects.set(
      id,
      own.map(({ object_id }) => object_id),
    )
  }
  for (const attachment of attachments) {
    const problem = await problemOf(context, attachment, objects.get(attachment.id)!)
    if (problem) return refused(problem)
  }
  return { kind: 'whole', objects }
}

async function problemOf(
  context: ExchangeContext,
  { id, key, size, sha256, type }: MessageAttachment,
  objects: readonly string[],
): Promise<string | undefined> {
  const bytes = await gathered(context, { id, key: Buffer.from(key, 'base64url'), bytes: size, objects })
  if (!bytes || bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== sha256) {
    return 'exchange.attachment_changed'
  }
  const content = await checkContent(bytes, type)
  if (!content.ok || content.value !== type) return 'exchange.attachment_refused'
  const verdict = await context.files?.scanner?.scan(bytes)
  // Nobody looked: it comes again once somebody can.
  if (verdict && !verdict.ok) throw new Error('the virus scanner does not answer: a file from another country waits')
  return verdict && verdict.value !== 'clean' ? 'exchange.attachment_refused' : undefined
}

/** The whole file, where its seal holds. */
async function gathered(context: ExchangeContext, file: Parameters<typeof opened>[1]): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  try {
    for await (const piece of opened(context, file)) pieces.push(piece)
  } catch (error) {
    if (isSealBroken(error)) return undefined
    throw error
  }
  return Buffer.concat(pieces)
}

/** Records the files of a message that is taken, in its transaction: from now on the pieces are theirs. */
export async function keepFiles(
  context: ExchangeContext,
  trx: Database,
  message: {
    readonly id: string
    readonly peer: string
    readonly conversationId: string
    readonly agencyId: string
    readonly attachments: readonly MessageAttachment[]
  },
  objects: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const { country, clock } = context
  for (const { id, key, name, type, size, sha256 } of message.attachments) {
    await tables(trx)
      .insertInto('exchange.attachment')
      .values({
        direction: 'in',
        peer: message.peer,
        id,
        country,
        agency_id: message.agencyId,
        about: null,
        conversation_id: message.conversationId,
        message_id: message.id,
        ...(await sealedParts(context, id, { key: Buffer.from(key, 'base64url'), name })),
        content_type: type,
        bytes: size,
        sha256,
        objects: objects.get(id) ?? [],
        sealed_bytes: sealedLength(size),
        added_by: null,
        added_at: clock.now(),
      })
      .execute()
  }
}

/** The pieces of these files wait no longer: they belong to a message now, or to none. In its transaction. */
export async function dropChunks(
  { country }: ExchangeContext,
  trx: Database,
  peer: string,
  attachments: readonly MessageAttachment[],
): Promise<void> {
  if (attachments.length === 0) return
  await tables(trx)
    .deleteFrom('exchange.chunk')
    .where('country', '=', country)
    .where('peer', '=', peer)
    .where(
      'attachment_id',
      'in',
      attachments.map(({ id }) => id),
    )
    .execute()
}

/** Forgets pieces whose message has not come in a week. Gives how many. */
export async function forgetChunks({ db, country, clock, files }: ExchangeContext): Promise<number> {
  const before = asInstant(Date.parse(clock.now()) - FORGET_MS)
  const forgotten = await inScope(db, systemScope(country), async (trx) =>
    ok(
      await tables(trx)
        .deleteFrom('exchange.chunk')
        .where('country', '=', country)
        // A file goes whole: what is left of one would be taken for its beginning.
        .where((row) =>
          row(
            'attachment_id',
            'in',
            row
              .selectFrom('exchange.chunk')
              .select('attachment_id')
              .where('country', '=', country)
              .groupBy('attachment_id')
              .having((group) => group(group.fn.max('received_at'), '<', before)),
          ),
        )
        .returning('object_id')
        .execute(),
    ),
  )
  const objects = forgotten.ok ? forgotten.value : []
  for (const { object_id } of objects) await files?.store.delete(object_id as ObjectId)
  return objects.length
}
