import type { Json } from '@gloact/kernel'

/** A document that was uploaded before the answer was given: which one, and what it is. It has no name: people put names into names. */
export interface FileAnswer {
  readonly id: string
  readonly contentType: string
  readonly bytes: number
  /** SHA-256 of what was stored, in hexadecimal: the answer is given for this document and no other. */
  readonly sha256: string
}

/** The document that a value is; undefined where it is none. */
export function fileAnswerOf(value: Json | null | undefined): FileAnswer | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  const { id, contentType, bytes, sha256 } = value as { readonly [key: string]: Json }
  if (typeof id !== 'string' || typeof contentType !== 'string' || typeof sha256 !== 'string') return undefined
  return typeof bytes === 'number' ? { id, contentType, bytes, sha256 } : undefined
}
