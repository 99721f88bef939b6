/** The outcome of something that may fail in an expected way. Exceptions are kept for bugs. */
export type Result<Value, Failed> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failed }

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value })

export const err = <Failed>(error: Failed): { readonly ok: false; readonly error: Failed } => ({ ok: false, error })

/** The value of a result that cannot have failed here; throws (a bug) where it has. */
export function unwrap<Value>(result: Result<Value, unknown>): Value {
  if (result.ok) return result.value
  throw new Error(`a result that had to succeed failed: ${JSON.stringify(result.error)}`)
}
