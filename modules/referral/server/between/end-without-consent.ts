import { newId, ok, type Failure } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import { requestTables, SYSTEM, takeStep } from '@gloact/records/server'
import { BETWEEN } from '../../domain/between/kinds.ts'
import { agreedForAll } from '../../domain/between/sharing.ts'
import { recipientsOf } from '../sending/recipients.ts'
import type { ReferralContext } from '../referral-context.ts'
import type { RequestsByKind } from './requests.ts'

/** Ends joint work of which the person does not want any more that both know of it. Gives how much was ended. */
export async function endWithoutConsent(
  context: ReferralContext,
  of: RequestsByKind,
  fileId?: string,
): Promise<number> {
  const scope = systemScope(context.country)
  const open = await readInScope(context.db, scope, (trx) => {
    const query = requestTables(trx, 'referral')
      .selectFrom('request')
      .select('id')
      .where('kind', '=', BETWEEN.joint_work.kind)
      .where('ended_at', 'is', null)
      .where('file_id', 'is not', null)
    return (fileId === undefined ? query : query.where('file_id', '=', fileId)).execute()
  })
  let ended = 0
  for (const { id } of open) {
    const done = await inScope<boolean, Failure>(context.db, scope, async (trx) => {
      if (await stillAgreed(trx, context, id)) return ok(false)
      const step = { id: newId(), step: 'recall', happenedAt: context.clock.now(), payload: { answers: {} } }
      const taken = await takeStep(trx, of.joint_work, SYSTEM, id, step)
      return taken.ok ? ok(true) : taken
    })
    if (done.ok && done.value) ended += 1
  }
  return ended
}

async function stillAgreed(trx: ScopedTransaction, context: ReferralContext, requestId: string): Promise<boolean> {
  const row = await requestTables(trx, 'referral')
    .selectFrom('request')
    .selectAll()
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.file_id === null || row.ended_at !== null) return true
  const agreed: (readonly string[])[] = []
  for (const recipient of await recipientsOf(trx, row)) {
    agreed.push(await context.files.stillAgreed(trx, row.file_id, { ...recipient, groups: ['needs'] }))
  }
  return agreedForAll(agreed).includes('needs')
}
