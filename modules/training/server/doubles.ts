import { recordAudit } from '@gloact/audit'
import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { decideDouble as deciding, listDoubles as listing } from '../contract/practitioners.ts'
import type { Profession } from '../domain/nomination.ts'
import { pairOf } from '../domain/same-person.ts'
import { comparisonOf, type Entry } from './compare-doubles.ts'
import { contactOf, DONE, may, notAllowed, scopeOf, unknown, type TrainingContext } from './context.ts'
import { tables } from './tables.ts'

/** More are not held in memory together. */
const MOST_COMPARED = 20_000
const MOST_SHOWN = 50

/** Practitioners who may be one person. It suggests; people decide, and what they decided is not suggested again. */
export async function listDoubles(
  context: TrainingContext,
  who: Principal,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  const found = await inScope<{ entries: Entry[]; decisions: readonly Decided[] }, Failure>(
    context.db,
    scopeOf(who),
    async (trx) => {
      const entries = await entriesOf(context, trx, who.agencyId)
      await recordAudit(trx, { action: 'training.doubles_read', detail: { count: entries.length } })
      return ok({ entries, decisions: await decisionsIn(trx) })
    },
  )
  if (!found.ok) return found
  const { entries, decisions } = found.value
  if (entries.length > MOST_COMPARED) return err(failure('training.too_many_to_compare'))
  const { pairs, comparing } = await comparisonOf(context, who.agencyId, entries)
  const byId = new Map(entries.map((entry) => [entry.id, shown(entry)]))
  const settled = new Set(decisions.map(({ one_id, other_id }) => pairOf(one_id, other_id).join('|')))
  return ok({
    comparing,
    items: pairs
      .filter(({ one, other }) => !settled.has(pairOf(one, other).join('|')))
      .flatMap(({ one: oneId, other: otherId, probability, reasons }) => {
        const [one, other] = [byId.get(oneId), byId.get(otherId)]
        return one && other ? [{ one, other, probability, reasons: [...reasons] }] : []
      })
      .slice(0, MOST_SHOWN),
    decided: decisions.flatMap(({ id, one_id, other_id, same, decided_at: decidedAt }) => {
      const [one, other] = [byId.get(one_id), byId.get(other_id)]
      return one && other ? [{ id, one, other, same, decidedAt }] : []
    }),
  })
}

const shown = ({ id, name, employer, profession, email }: Entry) => ({ id, name, employer, profession, email })

interface Decided {
  readonly id: string
  readonly one_id: string
  readonly other_id: string
  readonly same: boolean
  readonly decided_at: string
}

const decisionsIn = (trx: ScopedTransaction): Promise<readonly Decided[]> =>
  tables(trx)
    .selectFrom('training.double_decision')
    .select(['id', 'one_id', 'other_id', 'same', 'decided_at'])
    .where('undone_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

async function entriesOf({ wordKey }: TrainingContext, trx: ScopedTransaction, agencyId: string): Promise<Entry[]> {
  const key = await wordKey()
  const { rows } = await sql<{ id: string; sealed: Uint8Array; employer: string; profession: Profession }>`
    select id, sealed, employer, profession from training.practitioner
    where exists (select from training.nomination
      where nomination.practitioner_id = practitioner.id and nomination.agency_id = ${agencyId})
    order by id limit ${MOST_COMPARED + 1}`.execute(trx)
  return rows.map(({ sealed, ...row }) => ({ ...row, ...contactOf(key, row.id, sealed) }))
}

/** Decides about two practitioners. Nothing of either is changed: they are counted and listed as one, until it is undone. */
export async function decideDouble(
  { db, clock }: TrainingContext,
  who: Principal,
  { id, one, other, same }: HandlerInput<typeof deciding>['body'],
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  if (one === other) return unknown
  const [lesser, greater] = pairOf(one, other)
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const before = await tables(trx)
      .selectFrom('training.double_decision')
      .select(['one_id', 'other_id', 'same'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (before) {
      const alike = before.one_id === lesser && before.other_id === greater && before.same === same
      return alike ? DONE : err(failure('training.id_used'))
    }
    if ((await ownPractitioners(trx, who.agencyId, [lesser, greater])).length < 2) return unknown
    const added = await tables(trx)
      .insertInto('training.double_decision')
      .values({
        id,
        country: who.country,
        agency_id: who.agencyId,
        one_id: lesser,
        other_id: greater,
        same,
        decided_by: who.userId,
        decided_at: clock.now(),
        undone_by: null,
        undone_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return err(failure('training.already_decided'))
    await recordAudit(trx, {
      action: 'training.double_decided',
      object: { kind: 'training.practitioner', id: lesser },
      detail: { other: greater, same },
    })
    return DONE
  })
}

/** Undoes what was decided about two practitioners. Said twice, the first time stands. */
export async function undoDouble(
  { db, clock }: TrainingContext,
  who: Principal,
  id: string,
): Promise<Result<{ done: true }, Failure>> {
  if (!may(who, 'training.plan')) return notAllowed
  return inScope<{ done: true }, Failure>(db, scopeOf(who), async (trx) => {
    const undone = await tables(trx)
      .updateTable('training.double_decision')
      .set({ undone_by: who.userId, undone_at: clock.now() })
      .where('id', '=', id)
      .where('undone_at', 'is', null)
      .returning('one_id')
      .executeTakeFirst()
    if (undone) {
      await recordAudit(trx, {
        action: 'training.double_undone',
        object: { kind: 'training.practitioner', id: undone.one_id },
      })
      return DONE
    }
    const there = await tables(trx)
      .selectFrom('training.double_decision')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    return there ? DONE : unknown
  })
}

/** Those of these practitioners who were nominated for an event of the agency: others it does not know of. */
export async function ownPractitioners(
  trx: ScopedTransaction,
  agencyId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly employer: string; readonly profession: string }[]> {
  const { rows } = await sql<{ id: string; employer: string; profession: string }>`
    select id, employer, profession from training.practitioner
    where id = any(${[...ids]}::uuid[]) and exists (select from training.nomination
      where nomination.practitioner_id = practitioner.id and nomination.agency_id = ${agencyId})`.execute(trx)
  return rows
}
