import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import { lockRow, rowById, type RegisterContext, type StoredRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { carers, type countPlaced } from '../contract/carers.ts'
import { isScreened, type RegisteredCarer } from '../domain/carer.ts'
import { KINDS } from '../domain/kinds.ts'
import { asPlatform } from './as-themselves.ts'
import { may, scopeOf, systemFor, todayIn, type ChildrenContext } from './children-context.ts'

/** What the register of carers is served with: read by those who place children, kept by those who assess carers. */
export const carerRegister = (context: ChildrenContext): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => todayIn(context),
  scopeOf,
  may: (who, action) => may(who, action === 'read' ? 'children.read_carers' : 'children.keep_carers'),
  key: () => context.vault.wordKey(context.db, context.country),
  check: async (_trx, { answers }) =>
    valueOf(answers['status']) === 'active' && !isScreened(answers)
      ? [{ pointer: '/answers/status', code: 'children.carer_not_screened' }]
      : [],
  // A home in which children live stays where it is found and visited; its status keeps others from being placed there.
  restedOn: (trx, { id }) => asPlatform(trx, () => placedWith(trx, id)),
  staffNames: (ids) => context.directory.staffNames(ids),
})

/** A carer of this agency's register, locked: of two placements at once the second counts the first. Null where there is none. */
export const lockCarer = async (
  trx: ScopedTransaction,
  id: string,
  agencyId: string,
): Promise<RegisteredCarer | null> => asCarer(await lockRow(trx, carers, id), agencyId)

/** As `lockCarer`, for somebody who only looks. */
export const carerOf = async (trx: ScopedTransaction, id: string, agencyId: string): Promise<RegisteredCarer | null> =>
  asCarer(await rowById(trx, carers, id), agencyId)

function asCarer(row: StoredRow | undefined, agencyId: string): RegisteredCarer | null {
  if (!row || row.agencyId !== agencyId || row.archivedAt !== null) return null
  const [status, kind, until, limit, takes] = ['status', 'kind', 'approved_until', 'max_children', 'takes'].map(
    (field) => valueOf(row.answers[field]),
  )
  return {
    status: String(status),
    kind: String(kind),
    approvedUntil: typeof until === 'string' ? (until as PlainDate) : null,
    limit: typeof limit === 'number' ? limit : 0,
    takes: Array.isArray(takes) ? takes.map(String) : [],
  }
}

/** How many children are placed there now, this record left out. In the system's scope, because other staff may hold their files. */
export async function placedWith(trx: ScopedTransaction, carerId: string, but: string | null = null): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from children.request
    where kind = ${KINDS.care.kind} and ended_at is null and erased_at is null
      and id is distinct from ${but}::uuid and facts ->> 'carer_id' = ${carerId}`.execute(trx)
  return rows[0]?.count ?? 0
}

/** How many children a carer has, for those who see the carer in the register. Which children is said by no one's number. */
export async function placed(
  context: ChildrenContext,
  who: Principal,
  { carerId }: HandlerInput<typeof countPlaced>['params'],
): Promise<Result<ResponseOf<typeof countPlaced>, Failure>> {
  if (!may(who, 'children.read_carers')) return err(failure('children.not_allowed'))
  const row = await readInScope(context.db, scopeOf(who), (trx) => rowById(trx, carers, carerId))
  if (!row) return err(failure('children.no_carer'))
  return ok({ placed: await readInScope(context.db, systemFor(who), (trx) => placedWith(trx, carerId)) })
}
