import type { FormAnswers } from '@gloact/forms'
import type { Json } from '@gloact/kernel'

/** What seals and opens the fields that are not open: the vault's key of words. */
export interface RegisterKey {
  seal(place: string, value: Json): Uint8Array
  unseal(place: string, sealed: Uint8Array): unknown
}

/** A row as it is in the database, with what is sealed in it still sealed. */
export interface StoredRow {
  readonly id: string
  readonly country: string
  readonly agencyId: string
  /** What is open. */
  readonly answers: FormAnswers
  readonly sealed: Uint8Array | null
  readonly version: number
  readonly addedBy: string | null
  readonly addedAt: string
  readonly changedBy: string | null
  readonly changedAt: string
  readonly archivedAt: string | null
}

export type How = 'added' | 'changed' | 'archived' | 'restored' | 'imported'
