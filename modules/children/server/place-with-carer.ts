import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type ScopedTransaction } from '@gloact/postgres'
import type { StepTaken } from '@gloact/records/server'
import type { checkCarer as checking } from '../contract/carers.ts'
import { bornAs } from '../domain/age.ts'
import { carerGaps, type ChildToPlace, type RegisteredCarer } from '../domain/carer.ts'
import { told, type Said } from '../domain/said.ts'
import { carerOf, lockCarer, placedWith } from './carers.ts'
import { asChildRecords, recordsOf, type OpenedRecord, type RequestsByKind } from './child-records.ts'
import { may, scopeOf, systemFor, todayIn, type ChildrenContext } from './children-context.ts'

/** What is asked of the child's file. In the system's scope, because a country may keep the sex from some of its staff. */
async function childToPlace(
  trx: ScopedTransaction,
  context: ChildrenContext,
  fileId: string,
  records: readonly OpenedRecord[],
): Promise<ChildToPlace> {
  const sexes = await context.files.sexes(trx, [fileId])
  return { sex: sexes.get(fileId), born: bornAs(asChildRecords(records).age) }
}

/** Who is named of the register has to be there and take children; anything outside of what was approved needs a reason. */
export async function placementWithCarer({
  trx,
  context,
  taken,
  said,
  all,
}: {
  readonly trx: ScopedTransaction
  readonly context: ChildrenContext
  readonly taken: StepTaken
  readonly said: Said
  readonly all: readonly OpenedRecord[]
}): Promise<readonly string[]> {
  const id = told(said, 'registered_carer')
  if (id === undefined) return []
  return carerGaps({
    carer: await lockCarer(trx, id, taken.parties['officer'] ?? ''),
    type: told(said, 'type'),
    child: await childToPlace(trx, context, taken.fileId!, all),
    children: await placedWith(trx, id, taken.requestId),
    today: todayIn(context),
    reason: told(said, 'carer_exception'),
  })
}

/**
 * What a placement would lack, before anybody sends it: the same as the gate asks, by its codes. A child whose file is not the asker's to
 * work on, or a carer of no register of theirs, is not found.
 */
export async function checkCarer(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  { fileId, carerId, type }: HandlerInput<typeof checking>['params'] & HandlerInput<typeof checking>['query'],
): Promise<Result<ResponseOf<typeof checking>, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const there = await inScope<RegisteredCarer, Failure>(context.db, scopeOf(who), async (trx) => {
    if ((await context.files.toWorkOn(trx, who, fileId)) === null) return err(failure('children.no_file'))
    const carer = await carerOf(trx, carerId, who.agencyId)
    return carer ? ok(carer) : err(failure('children.no_carer'))
  })
  if (!there.ok) return there
  return readInScope(context.db, systemFor(who), async (trx) => {
    const child = await childToPlace(trx, context, fileId, await recordsOf(trx, of, fileId, ['age']))
    const children = await placedWith(trx, carerId)
    return ok({ missing: [...carerGaps({ carer: there.value, type, child, children, today: todayIn(context) })] })
  })
}
