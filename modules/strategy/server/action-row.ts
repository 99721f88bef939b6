import { recordAudit } from '@gloact/audit'
import type { FormAnswers } from '@gloact/forms'
import { valueOf, type Clock } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { auditOf, lockRow, writeVersion } from '@gloact/registers/server'
import { actions } from '../contract/registers.ts'
import type { ActionState } from '../domain/words.ts'

const textAt = (answers: FormAnswers, path: string): string | undefined => {
  const value = valueOf(answers[path])
  return typeof value === 'string' ? value : undefined
}

export const ownerOf = (answers: FormAnswers): string | undefined => textAt(answers, 'owner')
export const codeOf = (answers: FormAnswers): string | undefined => textAt(answers, 'code')?.toUpperCase()
export const planOf = (answers: FormAnswers): string | undefined => textAt(answers, 'plan')

/** What a claim makes of its action: the next version of the row, in the transaction of the step. */
export async function setActionState(
  trx: ScopedTransaction,
  clock: Clock,
  actionId: string,
  state: ActionState,
  by: string | null,
): Promise<void> {
  const before = await lockRow(trx, actions, actionId)
  if (!before) throw new Error('a claim is about an action that is not there')
  const { reason: _, ...answers } = before.answers
  const written = await writeVersion(trx, actions, undefined, {
    id: actionId,
    country: before.country,
    agencyId: before.agencyId,
    by,
    at: clock.now(),
    how: 'changed',
    answers: { ...answers, state: { value: state } },
    archived: before.archivedAt !== null,
    before,
  })
  if (!written) throw new Error('an action moved on under its lock')
  await recordAudit(trx, auditOf(actions, 'changed', actionId, written))
}
