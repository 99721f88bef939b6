import { ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { Peer } from '../peer.ts'
import { PATHS, type Channel, type PieceOf } from './channel-client.ts'
import type { ExchangeContext } from './context.ts'
import { storedBytes } from './files.ts'
import { CHUNK_BYTES, takeChunk } from './take-files.ts'
import { tables, type AttachmentRow } from './tables.ts'

/** Whether the other side has all of a message's files now, or why not. */
export type FilesBrought = 'all' | { readonly failed: string }

/**
 * Brings the files of a message to the other side, piece by piece, each from where the other side says that it has got to: what was cut,
 * here or there, goes on from there.
 */
export async function bringFiles(
  context: ExchangeContext,
  channel: Channel,
  peer: Peer,
  messageId: string,
): Promise<FilesBrought> {
  const rows = await readInScope(context.db, systemScope(context.country), (trx) =>
    tables(trx)
      .selectFrom('exchange.attachment')
      .selectAll()
      .where('direction', '=', 'out')
      .where('peer', '=', peer.country)
      .where('message_id', '=', messageId)
      .orderBy('added_at')
      .orderBy('id')
      .execute(),
  )
  for (const row of rows) {
    const failed = await bringFile(context, channel, peer, row)
    if (failed !== undefined) return { failed }
  }
  return 'all'
}

async function bringFile(
  context: ExchangeContext,
  channel: Channel,
  peer: Peer,
  row: AttachmentRow,
): Promise<string | undefined> {
  const put = async (begins: number, bytes: Uint8Array): Promise<number | string> => {
    const answered = await channel.call(peer, 'POST', PATHS.files, bytes, { id: row.id, begins })
    if (!answered.ok) return answered.error
    if (answered.value.status !== 200) return `status_${answered.value.status}`
    const held = heldIn(answered.value.body)
    if (held === undefined) return 'answer_wrong'
    await noteSent(context, row, held)
    return held
  }
  // Nothing is sent to ask how far it is.
  const held = await put(0, new Uint8Array())
  if (typeof held === 'string') return held
  let at = held
  for await (const piece of inPieces(storedBytes(context, row.objects), held, CHUNK_BYTES)) {
    const now = await put(at, piece)
    if (typeof now === 'string') return now
    // Somebody else brings it too, or the other side lost some: the next try asks again.
    if (now !== at + piece.length) return 'out_of_order'
    at = now
  }
  return at === row.sealed_bytes ? undefined : 'out_of_order'
}

const noteSent = async ({ db, country }: ExchangeContext, { peer, id }: AttachmentRow, held: number): Promise<void> => {
  await inScope(db, systemScope(country), async (trx) =>
    ok(
      await tables(trx)
        .updateTable('exchange.attachment')
        .set({ sent_bytes: held })
        .where('direction', '=', 'out')
        .where('peer', '=', peer)
        .where('id', '=', id)
        .execute(),
    ),
  )
}

/** A piece of a file that is on its way to a country, from a place on: what it asks for in case nothing gets through to it. */
export async function pieceFor(
  context: ExchangeContext,
  peer: string,
  { id, begins }: PieceOf,
): Promise<Uint8Array | undefined> {
  const row = await readInScope(context.db, systemScope(context.country), (trx) =>
    tables(trx)
      .selectFrom('exchange.attachment')
      .select('objects')
      .where('direction', '=', 'out')
      .where('peer', '=', peer)
      .where('id', '=', id)
      .where('message_id', 'is not', null)
      .where('sealed_key', 'is not', null)
      .executeTakeFirst(),
  )
  if (!row) return undefined
  for await (const piece of inPieces(storedBytes(context, row.objects), begins, CHUNK_BYTES)) return piece
  return new Uint8Array()
}

/** Fetches files that a message of a country waits for here, each from where it has got to. Whether all of them are here now. */
export async function fetchFiles(
  context: ExchangeContext,
  channel: Channel,
  peer: Peer,
  ids: readonly string[],
): Promise<boolean> {
  for (const id of ids) {
    let taken = await takeChunk(context, peer.country, { id, begins: 0, bytes: new Uint8Array() })
    for (;;) {
      if (!('held' in taken)) return false
      const begins = taken.held
      const answered = await channel.call(peer, 'GET', PATHS.files, undefined, { id, begins })
      const bytes = answered.ok && answered.value.status === 200 ? pieceIn(answered.value.body) : undefined
      if (!bytes) return false
      if (bytes.length === 0) break
      taken = await takeChunk(context, peer.country, { id, begins, bytes })
      if ('held' in taken && taken.held === begins) return false
    }
  }
  return true
}

function pieceIn(body: string): Uint8Array | undefined {
  try {
    const { piece } = JSON.parse(body) as { piece?: unknown }
    if (typeof piece !== 'string') return undefined
    const bytes = Buffer.from(piece, 'base64')
    return bytes.length <= CHUNK_BYTES ? bytes : undefined
  } catch {
    return undefined
  }
}

function heldIn(body: string): number | undefined {
  try {
    const { held } = JSON.parse(body) as { held?: unknown }
    return typeof held === 'number' && Number.isInteger(held) && held >= 0 ? held : undefined
  } catch {
    return undefined
  }
}

/** The bytes from a place on, cut into pieces of one size but the last. */
async function* inPieces(
  source: AsyncIterable<Uint8Array>,
  from: number,
  size: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let skip = from
  let pending: Uint8Array[] = []
  let held = 0
  for await (const read of source) {
    const piece = read.subarray(Math.min(skip, read.length))
    skip -= Math.min(skip, read.length)
    if (piece.length === 0) continue
    pending.push(piece)
    held += piece.length
    if (held < size) continue
    let rest: Uint8Array = Buffer.concat(pending)
    for (; rest.length >= size; rest = rest.subarray(size)) yield rest.subarray(0, size)
    pending = [rest]
    held = rest.length
  }
  if (held > 0) yield Buffer.concat(pending)
}
