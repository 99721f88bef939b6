import { addMonths, ok } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { adultFrom, bornAs } from '../domain/age.ts'
import { KINDS } from '../domain/kinds.ts'
import { beginBySystem } from './begin-for-child.ts'
import { openedRecord, type RequestsByKind } from './child-records.ts'
import { todayIn, type ChildrenContext } from './children-context.ts'

/** The plan stands six months before the earliest day on which the child may turn 18; it is begun a month before that. */
const MONTHS_BEFORE = 7

/** Begins, once a night, the plan of every child who may turn 18 in seven months. Protection runs to the last day, preparing from the first. */
export async function prepareFor18(context: ChildrenContext, of: RequestsByKind): Promise<void> {
  const scope = systemScope(context.country)
  const today = todayIn(context)
  const ages = await readInScope(context.db, scope, (trx) =>
    requestTables(trx, 'children')
      .selectFrom('request as age')
      .select(['age.id', 'age.file_id'])
      .where('age.kind', '=', KINDS.age.kind)
      .where('age.ended_at', 'is', null)
      .where('age.erased_at', 'is', null)
      // One plan a child: what was closed is not begun again.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('request as plan')
              .select('plan.id')
              .whereRef('plan.file_id', '=', 'age.file_id')
              .where('plan.kind', '=', KINDS.transition.kind),
          ),
        ),
      )
      .orderBy('age.id')
      .execute(),
  )
  for (const { id, file_id: fileId } of ages) {
    if (fileId === null) continue
    await inScope<undefined, never>(context.db, scope, async (trx) => {
      const { from } = bornAs((await openedRecord(trx, of, 'age', id)) ?? undefined)
      if (from === null || addMonths(adultFrom(from), -MONTHS_BEFORE) > today) return ok(undefined)
      const file = await context.files.onPath(trx, fileId)
      if (file) await beginBySystem(trx, context, of, { kind: 'transition', step: 'begin_due', fileId, file })
      return ok(undefined)
    })
  }
}
