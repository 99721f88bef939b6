import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { StoredAction } from './action.ts'

/** What the first action of a file names as the hash before it: 32 zero bytes. */
export const GENESIS: Uint8Array = new Uint8Array(32)

/** Names the encoding, so that a later one can never give the same bytes. */
const ENCODING = 'gloact.action.1'

/**
 * SHA-256 over everything that is stored of an action, so that no part of it can be changed unseen.
 *
 * The bytes hashed are the fields below, in this order, each as a 4-byte big-endian length and then its bytes:
 *
 * 1. the text `gloact.action.1`
 * 2. `id`, 3. `fileId`, 4. `type`, each UTF-8
 * 5. how many ids `replaces` holds (4 bytes, big-endian), followed by each id as a field of its own, as stored
 * 6. `actor`, UTF-8
 * 7. `happenedAt` and 8. `deviceTime` and 9. `recordedAt`: milliseconds since 1970-01-01T00:00Z as a signed 8-byte
 *    big-endian number; a `deviceTime` of null is a field of length 0
 * 10. `sequence`, 8 bytes big-endian
 * 11. `previousHash`, 32 bytes
 * 12. `sealedPayload`, as stored
 *
 * Lengths stand before the bytes, so that no two different actions encode to the same bytes.
 * Throws a TypeError where a time, a sequence or the previous hash is none.
 */
export function hashAction(action: Omit<StoredAction, 'hash'>): Uint8Array {
  if (action.previousHash.length !== 32) throw new TypeError('a previous hash has 32 bytes')
  if (!Number.isSafeInteger(action.sequence) || action.sequence < 1) throw new TypeError('a sequence counts from 1')
  const hash = sha256.create()
  const field = (bytes: Uint8Array) => hash.update(unsigned(bytes.length)).update(bytes)
  const text = (value: string) => field(utf8ToBytes(value))
  text(ENCODING)
  text(action.id)
  text(action.fileId)
  text(action.type)
  field(unsigned(action.replaces.length))
  for (const id of action.replaces) text(id)
  text(action.actor)
  field(milliseconds(action.happenedAt))
  field(action.deviceTime === null ? new Uint8Array(0) : milliseconds(action.deviceTime))
  field(milliseconds(action.recordedAt))
  field(signed(action.sequence))
  field(action.previousHash)
  field(action.sealedPayload)
  return hash.digest()
}

function milliseconds(instant: string): Uint8Array {
  const value = Date.parse(instant)
  if (Number.isNaN(value)) throw new TypeError('not an instant')
  return signed(value)
}

function unsigned(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function signed(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt(value))
  return bytes
}
