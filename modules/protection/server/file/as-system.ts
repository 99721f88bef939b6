import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, type Instant, type Result } from '@gloact/kernel'
import type { Scope, ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { NewAction } from '../../contract/file/actions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'
import type { Appended } from './append-actions.ts'
import type { ProtectionContext } from './context.ts'
import type { LoadedFile } from './file-store.ts'
import { recordOn } from './save-appended.ts'

/**
 * The server acts for somebody on a row that they do not see: every row, and their name in the audit. Anyone who uses it
 * has asked the policy first.
 */
export const systemFor = (principal: Principal): Scope => ({
  ...principalScope(principal),
  'app.row_scope': 'system',
})

/** The time by which the audit log is written. */
export async function databaseTime(trx: ScopedTransaction): Promise<Instant> {
  const { rows } = await sql<{ now: string }>`select now() as now`.execute(trx)
  return asInstant(rows[0]!.now)
}

/**
 * Records one action that the server makes itself for somebody, on a file loaded under its lock in a transaction of
 * `systemFor`. The policy was asked before the file was looked for, so that it is not asked again.
 */
export function recordFor<Type extends ActionType>(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  file: LoadedFile,
  made: { readonly id: string; readonly type: Type; readonly payload: Payloads[Type]; readonly happenedAt: Instant },
): Promise<Result<Appended, FileFailure>> {
  const action = { ...made, replaces: [], deviceTime: null } as unknown as NewAction
  return recordOn(trx, context, file, [action], principal, () => null)
}
