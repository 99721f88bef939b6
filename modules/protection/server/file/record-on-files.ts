import type { Principal } from '@gloact/identity/contract/principal'
import { ok, type Failure, type Result } from '@gloact/kernel'
import type { HandlerInput } from '@gloact/http/contract'
import type { FileOutcome, recordOnFiles as contract } from '../../contract/lists/caseload.ts'
import type { ProtectionContext } from './context.ts'
import { recordActions } from './record-actions.ts'

/** Records an action on each of many files, one transaction each: what fails with one leaves the others as they are. */
export async function recordOnFiles(
  context: ProtectionContext,
  principal: Principal,
  { items }: HandlerInput<typeof contract>['body'],
): Promise<Result<{ items: FileOutcome[] }, Failure>> {
  const outcomes: FileOutcome[] = []
  // One after the other: a long list must not take every connection from those who work on single files.
  for (const { fileId, action } of items) {
    const recorded = await recordActions(context, principal, fileId, [action])
    outcomes.push(
      recorded.ok
        ? {
            fileId,
            number: recorded.value.number,
            state: recorded.value.actions[0]?.already ? 'already' : 'done',
            code: null,
          }
        : { fileId, number: null, state: 'failed', code: recorded.error.code },
    )
  }
  return ok({ items: outcomes })
}
