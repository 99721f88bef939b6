import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { rowById, saveRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { carers } from '../../contract/carers.ts'
import type { ImportedCarer, importRegistry as importing } from '../../contract/primero.ts'
import type { PrimeroRecord } from '../../domain/primero/raw.ts'
import { readPrimeroCarer } from '../../domain/primero/read-carer.ts'
import { carerRegister } from '../carers.ts'
import { may, scopeOf, todayIn, type ChildrenContext } from '../children-context.ts'
import { sameId } from '../same-id.ts'

/**
 * Takes carers of a registry of CPIMS+ (Primero) into the register. None of them was screened here, and no child is placed with them before
 * somebody has done so. Sent twice, a carer is recorded once, and what was changed here meanwhile stays.
 */
export async function importRegistry(
  context: ChildrenContext,
  who: Principal,
  { carers: sent, tryOut }: HandlerInput<typeof importing>['body'],
): Promise<Result<ResponseOf<typeof importing>, Failure>> {
  if (!may(who, 'children.keep_carers')) return err(failure('children.not_allowed'))
  const items: ImportedCarer[] = []
  for (const raw of sent) {
    const item = await importCarer(context, who, raw, tryOut)
    if (!item.ok) return item
    items.push(item.value)
  }
  return ok({ items })
}

async function importCarer(
  context: ChildrenContext,
  who: Principal,
  raw: PrimeroRecord,
  tryOut: boolean,
): Promise<Result<ImportedCarer, Failure>> {
  const { source, number, answers, tooLong, unknown } = readPrimeroCarer(raw, todayIn(context))
  const said = { carerId: null, unknown: [...unknown] }
  if (source === null || number === '') return ok({ ...said, outcome: 'no_number' })
  if (tooLong) return ok({ ...said, outcome: 'too_long' })
  const id = sameId(`primero carer ${who.agencyId} ${source}`)
  const { there, used } = await readInScope(context.db, scopeOf(who), async (trx) => ({
    there: (await rowById(trx, carers, id)) !== undefined,
    used: await sql<{ id: string }>`
      select id from children.carer
      where archived_at is null and id <> ${id} and agency_id = ${who.agencyId}
        and lower(answers #>> '{number,value}') = lower(${number})`.execute(trx),
  }))
  if (there) return ok({ ...said, outcome: 'already', carerId: id })
  if (used.rows.length > 0) return ok({ ...said, outcome: 'number_used' })
  if (tryOut) return ok({ ...said, outcome: 'ready' })
  const saved = await saveRow(carers, carerRegister(context), who, { id, answers, version: undefined })
  if (saved.ok) return ok({ ...said, outcome: 'imported', carerId: id })
  // Somebody else of the agency sent the same at once, and was first: it is there.
  if (saved.error.code === 'registers.id_used') return ok({ ...said, outcome: 'already', carerId: id })
  if (saved.error.code === 'registers.not_unique') return ok({ ...said, outcome: 'number_used' })
  return saved
}
