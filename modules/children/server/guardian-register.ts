import type { FormAnswers } from '@gloact/forms'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, valueOf, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { answersOf, rowById, type RegisterContext } from '@gloact/registers/server'
import { sql } from 'kysely'
import { guardians } from '../contract/guardians.ts'
import type { RegisteredGuardian } from '../domain/guardian.ts'
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

/**
 * A guardian of this authority's register; null where there is none. Locked where somebody is about to be appointed: of two appointments
 * at once the second counts the first.
 */
export async function guardianOf(
  trx: ScopedTransaction,
  context: ChildrenContext,
  id: string,
  agencyId: string,
  lock = false,
): Promise<GuardianRow | null> {
  const row = await rowById(trx, guardians, id, lock)
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
