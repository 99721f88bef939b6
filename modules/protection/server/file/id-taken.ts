import { err, type Result } from '@gloact/kernel'
import { violatedUnique } from '@gloact/postgres'
import type { FileFailure } from '../../domain/failures.ts'

/** Ids that clients make, by the constraint that holds each of them to one use in the whole database. */
const TAKEN: Readonly<Record<string, FileFailure>> = {
  file_action_pkey: { code: 'protection.action_id_used' },
  consent_grant_pkey: { code: 'protection.action_id_used' },
  case_file_pkey: { code: 'protection.number_taken' },
  person_key_pkey: { code: 'protection.number_taken' },
}

/**
 * An id that is used where the person who asks may not look is found by the constraint alone, and answered as one that is used
 * where they may. So is one of two requests that arrive together.
 */
export async function orIdTaken<Value>(
  run: () => Promise<Result<Value, FileFailure>>,
): Promise<Result<Value, FileFailure>> {
  try {
    return await run()
  } catch (error) {
    const taken = TAKEN[violatedUnique(error) ?? '']
    if (!taken) throw error
    return err(taken)
  }
}
