import { createHash } from 'node:crypto'
import { err, ok, type Result } from '@gloact/kernel'
import { checkContent } from './content/check-content.ts'
import type { ContentType } from './content/content-types.ts'
import type { VirusScanner } from './scan/scanner.ts'
import { newObjectId, type AttachmentStore, type ObjectId } from './store.ts'

export interface Intake {
  readonly store: AttachmentStore
  readonly scanner?: VirusScanner | null
  readonly maxBytes: number
}

export interface TakenIn {
  readonly objectId: ObjectId
  /** What it is by its bytes. */
  readonly contentType: ContentType
  readonly bytes: number
  /** SHA-256 of what was received, in hexadecimal. */
  readonly sha256: string
}

export type IntakeRefusal = 'too_large' | 'refused' | 'no_room'

/**
 * Takes in a document that is small enough to be held: told by its bytes, scanned, sealed and stored, in this order. The caller
 * writes it down next, and deletes the object where that fails; what a crash leaves behind, the sweep finds.
 */
export async function takeIn(
  { store, scanner, maxBytes }: Intake,
  {
    declared,
    body,
    kind = '',
  }: {
    readonly declared: string | undefined
    readonly body: AsyncIterable<Uint8Array>
    /** What alone is taken, by how its content type begins: `image/`. Anything the platform takes, where it is left out. */
    readonly kind?: string
  },
  seal: (bytes: readonly Uint8Array[]) => AsyncIterable<Uint8Array>,
): Promise<Result<TakenIn, IntakeRefusal>> {
  const received = await gather(body, maxBytes)
  if (!received) return err('too_large')
  const content = await checkContent(received, declared)
  if (!content.ok || !content.value.startsWith(kind)) return err('refused')
  if (scanner) {
    const verdict = await scanner.scan(received)
    if (!verdict.ok || verdict.value !== 'clean') return err('refused')
  }
  const objectId = newObjectId()
  const stored = await store.put(objectId, seal([received]))
  if (!stored.ok) {
    if (stored.error.code === 'attachments.no_room') return err('no_room')
    throw new Error('the store of attachments cannot be reached')
  }
  const sha256 = createHash('sha256').update(received).digest('hex')
  return ok({ objectId, contentType: content.value, bytes: received.length, sha256 })
}

/** The bytes of a body; undefined once there are more than the most. */
export async function gather(body: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > most) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
