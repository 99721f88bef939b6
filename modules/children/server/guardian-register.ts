import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { answersOf, lockRow, rowById, type RegisterContext, type StoredRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { guardians } from '../contract/guardians.ts'
import type { RegisteredGuardian } from '../domain/guardian.ts'
import { rowsOf } from '../domain/said.ts'
import { asPlatform } from './as-themselves.ts'
import { standingAllowed } from './guardian-complaints.ts'
import { trainedOf } from './guardian-training.ts'
import { may, scopeOf, todayIn, type ChildrenContext } from './children-context.ts'

/** What the register of guardians is served with: kept and read by the authority that appoints, and by nobody else. */
export const guardianRegister = (context: ChildrenContext): RegisterContext<Principal> => ({
  db: context.db,
  clock: context.clock,
  today: () => todayIn(context),
  scopeOf,
  may: (who) => may(who, 'children.guardian_register'),
  key: () => context.vault.wordKey(context.db, context.country),
  check: standingAllowed,
  // Out of the register they would act for nobody, see nobody, and nobody would be asked for another.
  restedOn: (trx, { id }) => asPlatform(trx, () => childrenOf(trx, id)),
  staffNames: (ids) => context.directory.staffNames(ids),
  codeLists: async () => {
    const holders = await context.directory.holders('guardian')
    return {
      staff: { id: 'staff', version: '1', codes: holders.map(({ id, name }) => ({ code: id, label: { en: name } })) },
    }
  },
})

export async function listAccounts(
  { directory }: ChildrenContext,
  who: Principal,
): Promise<Result<{ items: { id: string; name: string }[] }, Failure>> {
  if (!may(who, 'children.guardian_register')) return err(failure('children.not_allowed'))
  const holders = await directory.holders('guardian')
  return ok({
    items: holders.filter(({ agencyId }) => agencyId === who.agencyId).map(({ id, name }) => ({ id, name })),
  })
}

/** A row of the register, opened: whom it is about, and how they are reached. */
export interface GuardianRow extends RegisteredGuardian {
  readonly name: string
  readonly phone: string | null
  readonly address: string | null
  readonly employer: string | null
}

/** A guardian of this authority's register; null where there is none. */
export const guardianOf = async (
  trx: ScopedTransaction,
  context: ChildrenContext,
  id: string,
  agencyId: string,
): Promise<GuardianRow | null> => inRegister(trx, context, agencyId, await rowById(trx, guardians, id))

/** As `guardianOf`, locked where somebody is about to be appointed: of two appointments at once the second counts the first. */
export const lockGuardian = async (
  trx: ScopedTransaction,
  context: ChildrenContext,
  id: string,
  agencyId: string,
): Promise<GuardianRow | null> => inRegister(trx, context, agencyId, await lockRow(trx, guardians, id))

async function inRegister(
  trx: ScopedTransaction,
  context: ChildrenContext,
  agencyId: string,
  row: StoredRow | undefined,
): Promise<GuardianRow | null> {
  if (!row || row.agencyId !== agencyId || row.archivedAt !== null) return null
  const guardian = asGuardian(answersOf(guardians, row, await context.vault.wordKey(context.db, context.country)))
  return { ...guardian, ...(await trainedOf(trx, context, guardian)) }
}

/** A guardian of whatever authority's register, archived or not: who acts for a child now. In the system's scope. */
export async function registeredGuardian(
  trx: ScopedTransaction,
  context: ChildrenContext,
  id: string,
): Promise<GuardianRow | null> {
  const row = await rowById(trx, guardians, id)
  return row ? asGuardian(answersOf(guardians, row, await context.vault.wordKey(context.db, context.country))) : null
}

function asGuardian(answers: FormAnswers): GuardianRow {
  const value = (field: string) => valueOf(answers[field])
  const said = (field: string): string | null => {
    const given = value(field)
    return typeof given === 'string' ? given : null
  }
  const count = (field: string): number => {
    const given = value(field)
    return typeof given === 'number' ? given : 0
  }
  const day = (field: string) => said(field) as PlainDate | null
  const yes = (field: string) => said(field) === 'yes'
  return {
    name: said('name') ?? '',
    phone: said('phone'),
    address: said('address'),
    employer: said('employer'),
    status: said('status') ?? '',
    account: said('account'),
    limit: count('max_children'),
    independent: yes('independent'),
    identitySeen: yes('identity_seen'),
    recordSeenOn: day('record_seen_on'),
    recordClean: yes('record_clean'),
    livedElsewhere: said('lived_elsewhere'),
    recordsElsewhere: rowsOf(answers, 'records_elsewhere').map((row) => ({
      result: row['result'],
      seenOn: (row['seen_on'] as PlainDate | undefined) ?? null,
    })),
    otherRegisters: yes('other_registers'),
    references: count('reference_count'),
    declaredOn: day('declared_on'),
    trainedOn: day('trained_on'),
    trainedTraffickingOn: day('trained_trafficking_on'),
    refreshedOn: day('refreshed_on'),
  }
}

/** The rows of the register that sign in with this account. In the system's scope. */
export async function guardianIdsOf(
  trx: ScopedTransaction,
  account: string,
  agencyId: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from children.guardian
    where agency_id = ${agencyId} and archived_at is null and answers #>> '{account,value}' = ${account}`.execute(trx)
  return rows.map(({ id }) => id)
}

/** For how many children a guardian is appointed now, or covered, this record left out. In the system's scope: of every agency's. */
export async function childrenOf(
  trx: ScopedTransaction,
  guardianId: string,
  but: string | null = null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from children.request
    where kind = 'children.guardianship' and ended_at is null and erased_at is null
      and id is distinct from ${but}::uuid and ${guardianId} in (facts ->> 'guardian_id', facts ->> 'covered_id')`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}
