import { recordAudit } from '@gloact/audit'
import type { HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asPlainDate, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, type Database } from '@gloact/postgres'
import type * as contract from '../contract/plans.ts'
import { boundOn } from '../domain/ratification.ts'
import { type LegislationContext, may, notAllowed, unknown } from './context.ts'
import { dayOf } from './findings.ts'
import { packBook } from './own-packs.ts'
import type { PackBook } from './packs.ts'
import { tables } from './tables.ts'

const entriesOf = async (trx: Database) => {
  const rows = await tables(trx)
    .selectFrom('legislation.ratification')
    .selectAll()
    .orderBy('position', 'desc')
    .execute()
  return rows.map((row) => ({
    pack: row.pack,
    position: row.position,
    entry: {
      id: row.id,
      step: row.step,
      madeOn: row.made_on === null ? null : asPlainDate(row.made_on),
      bindingFrom: row.binding_from === null ? null : asPlainDate(row.binding_from),
      reservations: row.reservations,
      declarations: row.declarations,
      addedAt: row.added_at,
    },
  }))
}

type Entries = Awaited<ReturnType<typeof entriesOf>>

function treatyOf(pack: string, all: Entries, day: string, book: PackBook): contract.TreatyEntry {
  const entries = all.filter((one) => one.pack === pack).map(({ entry }) => entry)
  return { pack, title: book.get(pack)?.title ?? pack, bound: boundOn(entries[0], day), entries }
}

/** The treaties of the packs, with what the country did about each. */
export async function listRatifications(
  { db, clock }: LegislationContext,
  who: Principal,
): Promise<Result<{ items: contract.TreatyEntry[]; mayEdit: boolean }, Failure>> {
  if (!may(who, 'legislation.read')) return notAllowed
  const { all, book } = await readInScope(db, { ...principalScope(who) }, async (trx) => ({
    all: await entriesOf(trx),
    book: await packBook(trx, who.agencyId),
  }))
  const items = [...book.keys()].map((pack) => treatyOf(pack, all, dayOf(clock.now()), book))
  return ok({ items, mayEdit: may(who, 'legislation.edit') })
}

/** Records what the country did about a treaty. Sent twice, it is recorded once; nothing before it is changed. */
export async function recordRatification(
  { db, clock }: LegislationContext,
  who: Principal,
  pack: string,
  body: HandlerInput<typeof contract.recordRatification>['body'],
): Promise<Result<contract.TreatyEntry, Failure>> {
  if (!may(who, 'legislation.edit')) return notAllowed
  const { id, step, madeOn, bindingFrom, reservations, declarations } = body
  if (madeOn !== null && bindingFrom !== null && bindingFrom < madeOn) {
    return err(failure('legislation.binding_before'))
  }
  return inScope<contract.TreatyEntry, Failure>(db, { ...principalScope(who) }, async (trx) => {
    const book = await packBook(trx, who.agencyId)
    if (!book.has(pack)) return unknown
    const before = await entriesOf(trx)
    const last = before.filter((one) => one.pack === pack)
    const sent = before.find(({ entry }) => entry.id === id)
    if (!sent) {
      const added = await tables(trx)
        .insertInto('legislation.ratification')
        .values({
          id,
          country: who.country,
          agency_id: who.agencyId,
          pack,
          position: (last[0]?.position ?? 0) + 1,
          step,
          made_on: madeOn,
          binding_from: bindingFrom,
          reservations,
          declarations,
          added_by: who.userId,
          added_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!added) return err(failure('legislation.id_used'))
      const object = { kind: 'legislation.treaty', id }
      await recordAudit(trx, { action: 'legislation.ratification_recorded', object, detail: { pack } })
    } else if (sent.pack !== pack || sent.entry.step !== step || sent.entry.bindingFrom !== bindingFrom) {
      return err(failure('legislation.id_used'))
    }
    return ok(treatyOf(pack, await entriesOf(trx), dayOf(clock.now()), book))
  })
}

/** What binds of some treaties on a day, for an assessment. */
export async function bindingOf(trx: Database, packs: readonly string[], day: string): Promise<contract.BindingView[]> {
  const all = await entriesOf(trx)
  return packs.map((pack) => {
    const entries = all.filter((one) => one.pack === pack).map(({ entry }) => entry)
    const [last] = entries
    return {
      pack,
      bound: boundOn(last, day),
      bindingFrom: last?.bindingFrom ?? null,
      reservations: last?.reservations ?? '',
      declarations: last?.declarations ?? '',
    }
  })
}
