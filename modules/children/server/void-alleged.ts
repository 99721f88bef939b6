import { ok, type Failure, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { SYSTEM, takeStep, type StepTaken } from '@gloact/records/server'
import { isAboutChosen } from '../domain/allegation.ts'
import { rowsOf, told } from '../domain/said.ts'
import { recordsOf, type RequestsByKind } from './child-records.ts'
import { likelySame } from './near.ts'
import { sameId } from './same-id.ts'

/**
 * Something was alleged in this child's file: every determination that chose the person it is about is void from now on, in the same
 * transaction. Whether it is true is for a panel to look at.
 */
export async function voidAlleged(
  trx: ScopedTransaction,
  of: RequestsByKind,
  taken: StepTaken,
): Promise<Result<undefined, Failure>> {
  const all = await recordsOf(trx, of, taken.fileId!, ['care', 'guardianship', 'determination'])
  const said = all.find(({ id }) => id === taken.requestId)?.steps.find(({ id }) => id === taken.id)
  if (!said) return ok(undefined)
  const household = all
    .filter(({ kind, state }) => kind === 'care' && state !== 'ended')
    .flatMap(({ steps }) =>
      steps.flatMap((each) => [
        told(each, 'carer') ?? [],
        ...rowsOf(each.answers, 'household').map(({ name }) => name ?? []),
      ]),
    )
    .flat()
  for (const determination of all) {
    if (determination.kind !== 'determination' || determination.state !== 'approved') continue
    if (!isAboutChosen(determination, said, { household, alike: likelySame })) continue
    const voided = await takeStep(trx, of.determination, SYSTEM, determination.id, {
      id: sameId(`void ${taken.id} ${determination.id}`),
      step: 'void_alleged',
      happenedAt: taken.happenedAt,
      payload: { answers: {} },
    })
    if (!voided.ok) return voided
  }
  return ok(undefined)
}
