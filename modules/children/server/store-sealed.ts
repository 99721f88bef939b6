import { createHash } from 'node:crypto'
import { checkContent, newObjectId, type ObjectId } from '@gloact/attachments'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import type { PersonKey } from '@gloact/vault'
import type { ChildrenContext } from './children-context.ts'

export interface StoredObject {
  readonly objectId: ObjectId
  /** As the bytes say. */
  readonly contentType: string
  readonly bytes: number
  /** Hexadecimal, of the bytes as they came. */
  readonly sha256: string
}

/**
 * Takes in a recording or a picture: what it is, its bytes say; it is scanned, sealed under a key and stored. The caller writes down what
 * is stored, or deletes the object.
 *
 * @throws Error where the store of attachments cannot be reached.
 */
export async function storeSealed(
  { store, scanner, maxBytes }: ChildrenContext['attachments'],
  {
    body,
    declared,
    kind,
    most,
    key,
    place,
    tooLarge,
    refused,
  }: {
    readonly body: AsyncIterable<Uint8Array>
    readonly declared: string | undefined
    readonly kind: 'audio/' | 'image/'
    /** In bytes. */
    readonly most: number
    readonly key: Pick<PersonKey, 'sealStream'>
    readonly place: string
    readonly tooLarge: string
    readonly refused: string
  },
): Promise<Result<StoredObject, Failure>> {
  const received = await gather(body, Math.min(maxBytes, most))
  if (!received) return err(failure(tooLarge))
  const content = await checkContent(received, declared)
  if (!content.ok || !content.value.startsWith(kind)) return err(failure(refused))
  if (scanner) {
    const verdict = await scanner.scan(received)
    if (!verdict.ok || verdict.value !== 'clean') return err(failure(refused))
  }
  const objectId = newObjectId()
  const stored = await store.put(objectId, key.sealStream(place, [received]))
  if (!stored.ok) {
    if (stored.error.code === 'attachments.no_room') return err(failure('children.no_room'))
    throw new Error('the store of attachments cannot be reached')
  }
  const sha256 = createHash('sha256').update(received).digest('hex')
  return ok({ objectId, contentType: content.value, bytes: received.length, sha256 })
}

async function gather(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > most) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
