import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Json } from '@gloact/kernel'
import { bindingOf, seal, unseal } from './seal.ts'
import { sealStream, unsealStream, type ByteStream } from './sealed-stream.ts'

/**
 * What seals and opens everything about one person. The place says where a value lies, and is bound into it:
 * `schema.table.column` for a derived row's sealed state, the action's id for an action's payload.
 */
export interface PersonKey {
  readonly personId: string
  seal(place: string, value: Json): Uint8Array
  /** The value as it was sealed: parse it with the schema of its version. Throws where it does not open (`isSealBroken`). */
  unseal(place: string, sealed: Uint8Array): unknown
  sealBytes(place: string, bytes: Uint8Array): Uint8Array
  unsealBytes(place: string, sealed: Uint8Array): Uint8Array
  /** Bytes of any length, piece by piece: an attachment. The place names the one object that it is. */
  sealStream(place: string, source: ByteStream): AsyncGenerator<Uint8Array, void, undefined>
  /** Throws (`isSealBroken`) at the first piece that does not open; what came before it was not the whole. */
  unsealStream(place: string, source: ByteStream): AsyncGenerator<Uint8Array, void, undefined>
}

/**
 * A person's key over 32 raw bytes, which are overwritten here: from then on the key is only in the cryptographic
 * library's memory, which clears it when the key is released.
 */
export function personKeyOf(personId: string, raw: Uint8Array): PersonKey {
  const key: KeyObject = createSecretKey(raw)
  raw.fill(0)
  return {
    personId,
    seal: (place, value) => seal(key, Buffer.from(JSON.stringify(value), 'utf8'), bindingOf(personId, place)),
    unseal: (place, sealed) =>
      JSON.parse(Buffer.from(unseal(key, sealed, bindingOf(personId, place))).toString('utf8')) as unknown,
    sealBytes: (place, bytes) => seal(key, bytes, bindingOf(personId, place)),
    unsealBytes: (place, sealed) => unseal(key, sealed, bindingOf(personId, place)),
    sealStream: (place, source) => sealStream(key, source, bindingOf(personId, place)),
    unsealStream: (place, source) => unsealStream(key, source, bindingOf(personId, place)),
  }
}
