import { failure, type Failure } from '@gloact/kernel'

export type UnreadableReason =
  | 'protection.import_not_found'
  | 'protection.import_unreadable'
  | 'protection.import_not_utf8'
  | 'protection.import_too_large'
  | 'protection.import_unknown_layout'
  | 'protection.import_column_twice'
  | 'protection.import_rejects_not_writable'
  | 'protection.import_cancelled'
  | 'protection.import_training'

/**
 * Thrown out of a reader, which is an async iterable and has no other way out, and caught by the person who runs the import
 * (and so by the rejects file beside it).
 * Its failure names places in the file, never what stands there.
 */
export class UnreadableFile extends Error {
  readonly failure: Failure

  constructor(reason: UnreadableReason | Failure, params?: Record<string, string | number>) {
    const told = typeof reason === 'string' ? failure(reason, params ? { params } : {}) : reason
    super(told.code)
    this.failure = told
  }
}
