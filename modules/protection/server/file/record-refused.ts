import { recordRefused } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { ProtectionContext } from './context.ts'

/** What is answered to the person who asks for what they may not see, whether it is there or not. */
const REFUSED: readonly string[] = ['protection.not_found', 'protection.not_allowed']

/**
 * What came of reading or opening something; that it was refused is recorded, folded by the hour. A file that nobody has
 * and one that may not be seen are recorded alike, in the same time.
 */
export async function orRefused<Value>(
  context: Pick<ProtectionContext, 'db'>,
  principal: Principal,
  asked: Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  const answer = await asked
  if (!answer.ok && REFUSED.includes(answer.error.code))
    await inScope(context.db, principalScope(principal), async (trx) => ok(await recordRefused(trx, principal.userId)))
  return answer
}
