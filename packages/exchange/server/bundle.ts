import { asInstant, err, failure, newId, ok, type Instant, type Result } from '@gloact/kernel'
import { recordAudit } from '@gloact/audit'
import { inScope, readInScope, systemScope, type Database } from '@gloact/postgres'
import { z } from 'zod'
import { peerState, type Peer } from '../peer.ts'
import { takeReceipt } from './apply-receipt.ts'
import { giveWay } from './chain.ts'
import type { ExchangeContext } from './context.ts'
import { waitingFor } from './due.ts'
import { storedBytes } from './files.ts'
import { sha256, signed, verified } from './envelope.ts'
import type { Bundle, BundleTaken, ExchangeFailure } from './port.ts'
import { peerIn, peersIn } from './peers-in.ts'
import { receive } from './receive.ts'
import { CHUNK_BYTES, takeChunk } from './take-files.ts'
import { tables } from './tables.ts'

/*
 * What waits for a country that no network reaches, as one file: carried by hand, and taken in through the same inbox. Its messages are
 * sealed and signed as they always are; the file is signed around them, so that nothing can be left out or put in on the way.
 */

const BUNDLE = 'gloact-bundle+jws'
const MOST_BUNDLE_BYTES = 20_000_000
const MOST_MESSAGES = 1_000
/** Receipts for what came go along, from the last on: those that are known there already change nothing. */
const MOST_RECEIPTS = 1_000

const bundleSchema = z.strictObject({
  version: z.literal(1),
  from: z.string().regex(/^[A-Z]{2}$/),
  to: z.string().regex(/^[A-Z]{2}$/),
  at: z.iso.datetime({ precision: 3 }),
  messages: z.array(z.string().max(3_000_000)).max(MOST_MESSAGES),
  receipts: z.array(z.string().max(10_000)).max(MOST_RECEIPTS),
  /** Sealed files that messages in it wait for. */
  files: z.array(z.strictObject({ id: z.uuid(), bytes: z.base64url() })).max(MOST_MESSAGES),
})

const inForce = async (
  { country, clock }: ExchangeContext,
  trx: Database,
  peer: string,
): Promise<Result<Peer, ExchangeFailure>> => {
  const known = await peerIn(trx, country, peer)
  if (!known) return err(failure('exchange.unknown_peer'))
  const state = peerState(known, clock.now())
  return state === 'in_force' ? ok(known) : err(failure(`exchange.peer_${state}`))
}

/** Everything that waits for a country, in order, with receipts for what came from it. It goes on waiting until it is signed for. */
export async function makeBundle(
  context: ExchangeContext,
  trx: Database,
  peer: string,
): Promise<Result<Bundle, ExchangeFailure>> {
  const { country, clock, keys } = context
  const known = await inForce(context, trx, peer)
  if (!known.ok) return known
  const { messages, files, left } = await carried(context, peer)
  const receipts = await readInScope(context.db, systemScope(country), (system) =>
    tables(system)
      .selectFrom('exchange.receipt')
      .select('signed')
      .where('country', '=', country)
      .where('peer', '=', peer)
      .where('direction', '=', 'issued')
      .orderBy('position', 'desc')
      .limit(MOST_RECEIPTS)
      .execute(),
  )
  const at = clock.now()
  const file = await signed(
    {
      version: 1,
      from: country,
      to: peer,
      at,
      messages,
      files,
      receipts: receipts.map((row) => row.signed).toReversed(),
    },
    BUNDLE,
    keys.signing(),
  )
  await recordAudit(trx, {
    action: 'exchange.bundle_made',
    object: { kind: 'exchange.bundle', id: newId() },
    detail: { peer, messages: messages.length },
  })
  return ok({
    file,
    from: country,
    to: peer,
    at,
    sha256: sha256(file),
    messages: messages.map((jwe) => ({ sha256: sha256(jwe), bytes: jwe.length })),
    receipts: receipts.length,
    files: files.map(({ bytes }) => ({ sha256: sha256(bytes), bytes: bytes.length })),
    left,
  })
}

/** Of what waits for a country as much as one file holds, in order: a message goes with its files, and nothing goes past one that stays. */
async function carried(context: ExchangeContext, peer: string) {
  const messages: string[] = []
  const files: { readonly id: string; readonly bytes: string }[] = []
  const staying = new Set<string>()
  // Two thirds of what is read: the signed form is longer by a third.
  let room = (MOST_BUNDLE_BYTES * 3) / 5
  let left = 0
  for (const { id, conversation, jwe } of await waitingFor(context, peer, room, MOST_MESSAGES)) {
    const enclosed = await sealedFilesOf(context, id)
    const size = jwe.length + enclosed.reduce((sum, { sealed }) => sum + Math.ceil((sealed * 4) / 3), 0)
    if (staying.has(conversation) || size > room) {
      staying.add(conversation)
      left++
      continue
    }
    room -= size
    messages.push(jwe)
    for (const file of enclosed) {
      const bytes: Uint8Array[] = []
      for await (const piece of storedBytes(context, file.objects)) bytes.push(piece)
      files.push({ id: file.id, bytes: Buffer.concat(bytes).toString('base64url') })
    }
  }
  return { messages, files, left }
}

const sealedFilesOf = ({ db, country }: ExchangeContext, messageId: string) =>
  readInScope(db, systemScope(country), (trx) =>
    tables(trx)
      .selectFrom('exchange.attachment')
      .select(['id', 'objects', 'sealed_bytes as sealed'])
      .where('direction', '=', 'out')
      .where('message_id', '=', messageId)
      .where('sealed_key', 'is not', null)
      .orderBy('added_at')
      .orderBy('id')
      .execute(),
  )

/** Puts a file that was carried where one that came over the line would lie, from where it has got to. */
async function holdFile(context: ExchangeContext, peer: string, id: string, bytes: Uint8Array): Promise<void> {
  let taken = await takeChunk(context, peer, { id, begins: 0, bytes: new Uint8Array() })
  while ('held' in taken && taken.held < bytes.length) {
    const begins = taken.held
    taken = await takeChunk(context, peer, { id, begins, bytes: bytes.subarray(begins, begins + CHUNK_BYTES) })
  }
}

/** Takes in a file that somebody brought: each message as if it had come over the channel of the country that signed the file. */
export async function takeBundle(
  context: ExchangeContext,
  trx: Database,
  given: string,
): Promise<Result<BundleTaken, ExchangeFailure>> {
  const { country, clock, db } = context
  const file = given.trim()
  if (file.length > MOST_BUNDLE_BYTES) return err(failure('exchange.too_large'))
  const now = clock.now()
  const opened = await openBundle(context, trx, file, now)
  if (!opened.ok) return opened
  const { peer, bundle } = opened.value
  await recordAudit(trx, {
    action: 'exchange.bundle_taken',
    object: { kind: 'exchange.bundle', id: newId() },
    detail: { peer: peer.country, messages: bundle.messages.length },
  })
  for (const { id, bytes } of bundle.files) {
    await holdFile(context, peer.country, id, Buffer.from(bytes, 'base64url'))
  }
  const messages: { sha256: string; outcome: string }[] = []
  for (const jwe of bundle.messages) {
    const { signed: answer } = await receive(context, peer.country, jwe)
    messages.push({ sha256: sha256(jwe), outcome: outcomeIn(answer) })
  }
  let receipts = 0
  for (const receipt of bundle.receipts) {
    const taken = await inScope(db, systemScope(country), async (system) => {
      await giveWay(system)
      return ok((await takeReceipt(context, system, peer, receipt, now)).ok)
    })
    if (taken.ok && taken.value) receipts++
  }
  return ok({ from: peer.country, at: asInstant(bundle.at), sha256: sha256(file), messages, receipts })
}

async function openBundle(
  { country }: ExchangeContext,
  trx: Database,
  file: string,
  now: Instant,
): Promise<Result<{ readonly peer: Peer; readonly bundle: z.output<typeof bundleSchema> }, ExchangeFailure>> {
  for (const peer of await peersIn(trx, country)) {
    if (peerState(peer, now) !== 'in_force') continue
    const payload = await verified(file, BUNDLE, peer.signingKeys, now)
    if (!payload.ok) continue
    const parsed = bundleSchema.safeParse(payload.value)
    // Made by another than the one who signed it, or for another country.
    const meant = parsed.success && parsed.data.from === peer.country && parsed.data.to === country
    return meant ? ok({ peer, bundle: parsed.data }) : err(failure('exchange.invalid_bundle'))
  }
  return err(failure('exchange.unknown_peer'))
}

/** What a receipt or a notice says became of a message: its kind, and why. Made here a moment ago. */
function outcomeIn(answer: string): string {
  const { kind, reason } = JSON.parse(Buffer.from(answer.split('.')[1]!, 'base64url').toString('utf8')) as {
    readonly kind: string
    readonly reason: string | null
  }
  return reason === null ? kind : `${kind} ${reason}`
}
