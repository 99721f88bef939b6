import { randomBytes } from 'node:crypto'
import { isObjectId, takeIn, type IntakeRefusal, type ObjectId } from '@gloact/attachments'
import { recordAudit } from '@gloact/audit'
import { asInstant, err, failure, isPlainText, ok, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database, type Scope, type ScopedTransaction } from '@gloact/postgres'
import { personKeyOf, sealedStreamBytes, type PersonKey } from '@gloact/vault'
import { sql } from 'kysely'
import { MOST_ATTACHMENTS, MOST_FILE_NAME, type MessageAttachment } from '../message.ts'
import type { ExchangeContext } from './context.ts'
import type { ExchangeFailure, ExchangeFile, NewFile } from './port.ts'
import { tables, type AttachmentRow } from './tables.ts'

/*
 * A file is sealed once, under a key of its own, in the vault's sealed stream (STREAM over AES-256-GCM), and lies so on both sides: what
 * crosses is what lies here. Its key and its name travel within the message, which the desk alone opens.
 */

/** Where the key of a file is bound to: the same on both sides. */
const PLACE = 'exchange.file'
/** A file is filled up with zeros to the next of these before it is sealed, so that its length says less of what it is. */
const STEP = 64 * 1024

const padding = (bytes: number): Uint8Array => new Uint8Array((STEP - (bytes % STEP)) % STEP)
/** How long a file of this many bytes is once it is filled up and sealed. */
export const sealedLength = (bytes: number): number => sealedStreamBytes(bytes + padding(bytes).length)

// A copy: what makes a key of the bytes wipes them.
const fileKey = (id: string, raw: Uint8Array): Pick<PersonKey, 'sealStream' | 'unsealStream'> =>
  personKeyOf(id, Uint8Array.from(raw))

const REFUSED = {
  too_large: 'exchange.attachment_too_large',
  refused: 'exchange.attachment_refused',
  no_room: 'exchange.no_room',
} as const satisfies Record<IntakeRefusal, string>

const keyPlace = (id: string): string => `exchange.attachment.key.${id}`
const namePlace = (id: string): string => `exchange.attachment.name.${id}`

/** What of a file lies sealed in its row: the key that opens it, and what it is called. */
export async function sealedParts(
  context: ExchangeContext,
  id: string,
  { key, name }: { readonly key: Uint8Array; readonly name: string },
): Promise<Pick<AttachmentRow, 'sealed_key' | 'sealed_name'>> {
  const word = await context.wordKey()
  return {
    sealed_key: word.sealBytes(keyPlace(id), key),
    sealed_name: word.sealBytes(namePlace(id), Buffer.from(name, 'utf8')),
  }
}

/** Whether something is the name of a file: one line of plain text. */
export const isFileName = (name: string): boolean =>
  name.trim() !== '' && name.length <= MOST_FILE_NAME && isPlainText(name, { lines: false })

/** Takes in a file that is to go with a later message: told by its bytes, scanned, sealed, stored. Sent twice, it is kept once. */
export async function addFile(
  context: ExchangeContext,
  scope: Scope,
  { id, about, peer, agencyId, name, declared, body }: NewFile,
): Promise<Result<ExchangeFile, ExchangeFailure>> {
  const { db, country, clock, files } = context
  if (!files) return err(failure('exchange.no_files'))
  if (!isFileName(name)) return err(failure('exchange.attachment_refused'))
  const raw = randomBytes(32)
  const key = fileKey(id, raw)
  const taken = await takeIn(files, { declared, body }, (received) => {
    const length = received.reduce((sum, piece) => sum + piece.length, 0)
    return key.sealStream(PLACE, [...received, padding(length)])
  })
  if (!taken.ok) return err(failure(REFUSED[taken.error]))
  const { objectId, contentType, bytes, sha256 } = taken.value
  const sealed = await sealedParts(context, id, { key: raw, name })
  raw.fill(0)
  const written = await inScope<{ row: AttachmentRow; kept: boolean }, ExchangeFailure>(db, scope, async (trx) => {
    const row = await tables(trx)
      .insertInto('exchange.attachment')
      .values({
        direction: 'out',
        peer,
        id,
        country,
        agency_id: agencyId,
        about,
        conversation_id: null,
        message_id: null,
        ...sealed,
        content_type: contentType,
        bytes,
        sha256,
        objects: [objectId],
        sealed_bytes: sealedLength(bytes),
        added_by: sql<string>`app.user_id()`,
        added_at: clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) {
      await recordAudit(trx, {
        action: 'exchange.file_added',
        object: { kind: 'exchange.attachment', id },
        country,
        detail: { about, hash: `sha256.${sha256}` },
      })
      return ok({ row, kept: true })
    }
    const before = await tables(trx)
      .selectFrom('exchange.attachment')
      .selectAll()
      .where('direction', '=', 'out')
      .where('id', '=', id)
      .executeTakeFirst()
    return before?.sha256 === sha256 && before.about === about
      ? ok({ row: before, kept: false })
      : err(failure('exchange.unknown_file'))
  })
  // Rolled back, or there before. Should this fail too, the sweep finds it.
  if (!written.ok || !written.value.kept) await files.store.delete(objectId)
  return written.ok ? ok(await shown(context, written.value.row)) : written
}

async function shown(context: ExchangeContext, row: AttachmentRow): Promise<ExchangeFile> {
  const name = row.sealed_name && (await context.wordKey()).unsealBytes(namePlace(row.id), row.sealed_name)
  return {
    id: row.id,
    direction: row.direction,
    name: name ? Buffer.from(name).toString('utf8') : '',
    contentType: row.content_type,
    bytes: row.bytes,
    sha256: row.sha256,
    messageId: row.message_id,
    there: row.direction === 'in' ? 1 : row.sent_bytes / row.sealed_bytes,
    addedAt: asInstant(row.added_at),
  }
}

/** Files of a conversation, and those that wait for what they belong to: as the transaction's scope sees them, oldest first. */
export async function filesOf(
  context: ExchangeContext,
  trx: Database,
  { about, conversationId }: { readonly about: string; readonly conversationId: string | null },
): Promise<readonly ExchangeFile[]> {
  const rows = await tables(trx)
    .selectFrom('exchange.attachment')
    .selectAll()
    .where('country', '=', context.country)
    .where('sealed_key', 'is not', null)
    .where((row) =>
      conversationId === null
        ? row('about', '=', about)
        : row.or([row('about', '=', about), row('conversation_id', '=', conversationId)]),
    )
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return Promise.all(rows.map((row) => shown(context, row)))
}

/** Says what a file is called, as long as it was not sent. */
export async function nameFile(
  context: ExchangeContext,
  trx: Database,
  { id, about, name }: { readonly id: string; readonly about: string; readonly name: string },
): Promise<Result<undefined, ExchangeFailure>> {
  if (!isFileName(name)) return err(failure('exchange.attachment_refused'))
  const word = await context.wordKey()
  const named = await tables(trx)
    .updateTable('exchange.attachment')
    .set({ sealed_name: word.sealBytes(namePlace(id), Buffer.from(name, 'utf8')) })
    .where('direction', '=', 'out')
    .where('id', '=', id)
    .where('about', '=', about)
    .where('message_id', 'is', null)
    .where('sealed_key', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return named ? ok(undefined) : err(failure('exchange.unknown_file'))
}

/** A file that has not been sent yet is taken away; its object goes with the sweep, should this be cut short. */
export async function removeFile(
  { files }: ExchangeContext,
  trx: Database,
  { id, about }: { readonly id: string; readonly about: string },
): Promise<Result<undefined, ExchangeFailure>> {
  const removed = await tables(trx)
    .deleteFrom('exchange.attachment')
    .where('direction', '=', 'out')
    .where('id', '=', id)
    .where('about', '=', about)
    .where('message_id', 'is', null)
    .returning('objects')
    .executeTakeFirst()
  if (!removed || !files) return err(failure('exchange.unknown_file'))
  await recordAudit(trx, { action: 'exchange.file_removed', object: { kind: 'exchange.attachment', id } })
  return ok(undefined)
}

/** Whole and as it was, or nothing: the stream ends with an error where what lies here is not what was sealed. */
export async function openFile(
  context: ExchangeContext,
  trx: Database,
  { id, direction }: { readonly id: string; readonly direction: 'out' | 'in' },
): Promise<Result<ExchangeFile & { readonly stream: AsyncIterable<Uint8Array> }, ExchangeFailure>> {
  const row = await tables(trx)
    .selectFrom('exchange.attachment')
    .selectAll()
    .where('country', '=', context.country)
    .where('direction', '=', direction)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.sealed_key) return err(failure('exchange.unknown_file'))
  const raw = (await context.wordKey()).unsealBytes(keyPlace(id), row.sealed_key)
  const stream = opened(context, { id, key: raw, bytes: row.bytes, objects: row.objects })
  return ok({ ...(await shown(context, row)), stream })
}

/** The bytes of a file from its sealed objects, without what it was filled up with. */
export async function* opened(
  context: ExchangeContext,
  {
    id,
    key,
    bytes,
    objects,
  }: {
    readonly id: string
    readonly key: Uint8Array
    readonly bytes: number
    readonly objects: readonly string[]
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  let left = bytes
  for await (const piece of fileKey(id, key).unsealStream(PLACE, storedBytes(context, objects))) {
    if (left > 0) yield piece.subarray(0, left)
    left -= Math.min(left, piece.length)
  }
}

/** What lies in the store under these names, one after the other. */
export async function* storedBytes(
  { files }: ExchangeContext,
  objects: readonly string[],
): AsyncGenerator<Uint8Array, void, undefined> {
  if (!files) throw new Error('the exchange was given no store of attachments')
  for (const id of objects) {
    const stored = await files.store.get(id as ObjectId)
    if (!stored.ok) throw new Error(`a file of the exchange cannot be read: ${stored.error.code}`)
    yield* stored.value
  }
}

/** What a message says of the files that go with it: each with its key. They are the agency's own, for this country, and not sent yet. */
export async function attachmentsFor(
  context: ExchangeContext,
  trx: Database,
  { ids, peer, agencyId }: { readonly ids: readonly string[]; readonly peer: string; readonly agencyId: string },
): Promise<Result<readonly MessageAttachment[], ExchangeFailure>> {
  if (ids.length === 0) return ok([])
  if (ids.length > MOST_ATTACHMENTS) return err(failure('exchange.too_many_files'))
  const rows = await tables(trx)
    .selectFrom('exchange.attachment')
    .selectAll()
    .where('direction', '=', 'out')
    .where('peer', '=', peer)
    .where('agency_id', '=', agencyId)
    .where('id', 'in', ids)
    .where('message_id', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length !== new Set(ids).size) return err(failure('exchange.unknown_file'))
  const word = await context.wordKey()
  const attachments: MessageAttachment[] = []
  for (const row of rows) {
    if (!row.sealed_key || !row.sealed_name) return err(failure('exchange.unknown_file'))
    attachments.push({
      id: row.id,
      sha256: row.sha256,
      size: row.bytes,
      type: row.content_type,
      name: Buffer.from(word.unsealBytes(namePlace(row.id), row.sealed_name)).toString('utf8'),
      key: Buffer.from(word.unsealBytes(keyPlace(row.id), row.sealed_key)).toString('base64url'),
    })
  }
  return ok(attachments)
}

/** From now on the files are the message's. */
export async function filesSent(
  trx: Database,
  { ids, messageId, conversationId }: { ids: readonly string[]; messageId: string; conversationId: string },
): Promise<void> {
  if (ids.length === 0) return
  await tables(trx)
    .updateTable('exchange.attachment')
    .set({ message_id: messageId, conversation_id: conversationId })
    .where('direction', '=', 'out')
    .where('id', 'in', ids)
    .execute()
}

/** Destroys the keys of files: of a conversation that is erased, or of what was never sent. Their objects go with the sweep. */
export async function eraseFiles(
  trx: ScopedTransaction,
  of: { readonly conversationId: string } | { readonly about: string },
): Promise<void> {
  const erasing = tables(trx).updateTable('exchange.attachment').set({ sealed_key: null, sealed_name: null })
  await (
    'about' in of ? erasing.where('about', '=', of.about) : erasing.where('conversation_id', '=', of.conversationId)
  ).execute()
}

/** Which of these objects are files of the exchange, whole or on the way: the sweep of attachments leaves them. */
export async function keptFiles(
  { db, country }: ExchangeContext,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = ids.filter(isObjectId)
  if (wanted.length === 0) return new Set()
  const { rows } = await readInScope(db, systemScope(country), (trx) =>
    sql<{ id: string }>`
      select id from (
        select unnest(objects) as id from exchange.attachment
        where sealed_key is not null and objects && ${wanted}::text[]
        union all
        select object_id from exchange.chunk where object_id = any (${wanted}::text[])
      ) as kept where id = any (${wanted}::text[])`.execute(trx),
  )
  return new Set(rows.map(({ id }) => id))
}
