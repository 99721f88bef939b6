import { unwrap, type Failure, type Result } from '@gloact/kernel'

/** A row that an interrupted start left stays as it is: its days are those of that start, and somebody may have changed it since. */
export function unlessThere(saved: Result<unknown, Failure>): void {
  if (!saved.ok && saved.error.code === 'registers.id_used') return
  unwrap(saved)
}
