import type { Failure, Instant, Result } from '@gloact/kernel'

declare const brand: unique symbol

/** The name of a stored object: a random UUID (version 4), which says nothing of whose it is, of what, or from when. */
export type ObjectId = string & { readonly [brand]: 'attachment_object' }

export const newObjectId = (): ObjectId => crypto.randomUUID() as ObjectId

const OBJECT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export const isObjectId = (text: string): text is ObjectId => OBJECT_ID.test(text)

/**
 * Why a store could not do what it was asked: no room left (nothing was stored), the object is not there, or the store
 * cannot be reached or refuses us.
 */
export type StoreFailureCode = 'attachments.no_room' | 'attachments.missing' | 'attachments.unreachable'
export type StoreFailure = Failure<StoreFailureCode>

export interface StoredObject {
  readonly id: ObjectId
  readonly size: number
  readonly storedAt: Instant
}

/**
 * Where sealed attachments lie. A store is given sealed bytes only and knows nobody's key. An object is written once,
 * whole or not at all, and never changed: copying the store after the database's snapshot gives a sound backup.
 */
export interface AttachmentStore {
  /** Where it is, for the operator's eyes: `files` or `s3`. */
  readonly kind: 'files' | 's3'
  /** Stores all bytes of the stream under the id, or nothing. An error that the stream throws is thrown on. */
  put(id: ObjectId, bytes: AsyncIterable<Uint8Array>): Promise<Result<{ readonly size: number }, StoreFailure>>
  get(id: ObjectId): Promise<Result<AsyncIterable<Uint8Array>, StoreFailure>>
  /** Deletes for good. An object that is not there is deleted already. */
  delete(id: ObjectId): Promise<Result<undefined, StoreFailure>>
  /** Every object, in no order. Throws where the store cannot be reached. */
  list(): AsyncIterable<StoredObject>
  /** Removes what a crash left half-written before this moment; gives how many. */
  sweep(before: Instant): Promise<number>
}
