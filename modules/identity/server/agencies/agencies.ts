import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Agency } from '../../contract/administration.ts'
import { waitsForSecond } from '../../domain/access-change.ts'
import { authorise, orTaken } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { pageOf } from '../page-of.ts'
import { askAccessChange } from '../two-people/ask-access-change.ts'
import { designate } from './designate.ts'
import { lockAdministration, secondEver } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

const COLUMNS = ['id', 'name', 'type', 'country', 'designations', 'active', 'version'] as const

type AgencyEdit = Pick<Agency, 'name' | 'type' | 'designations'>

/** The agencies of the country by name, a page at a time; `after` is the id of the last one seen. */
export async function listAgencies(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly after?: string | undefined; readonly limit: number },
): Promise<Result<{ items: Agency[]; next: string | null }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_directory')
  if (!allowed.ok) return allowed
  let query = tables(context.db)
    .selectFrom('agency')
    .select([...COLUMNS])
    .where('country', '=', context.country)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .orderBy('id')
  if (input.after !== undefined) {
    query = query.where(
      sql<boolean>`(lower(name), id) > (select lower(name), id from identity.agency where id = ${input.after})`,
    )
  }
  return ok(pageOf((await query.limit(input.limit + 1).execute()) as Agency[], input.limit))
}

/** Adds an agency. The caller makes its id: sent twice, it is added once. Its designations wait for another administrator. */
export async function createAgency(
  context: IdentityContext,
  signedIn: SignedIn,
  input: AgencyEdit & { readonly id: string },
): Promise<Result<Agency, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  return orTaken({ agency_name: 'identity.name_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      const { designations: wanted, ...agency } = input
      const added = await tables(trx)
        .insertInto('agency')
        .values({ ...agency, designations: [], country: context.country })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (added) {
        await recordAudit(trx, { action: 'agency.created', object: { kind: 'identity.agency', id: input.id } })
        const designations = await designate(trx, context, signedIn, { id: input.id, now: [], wanted })
        if (designations.length > 0)
          await tables(trx).updateTable('agency').set({ designations }).where('id', '=', input.id).execute()
      }
      return readAgency(trx, context, input.id)
    }),
  )
}

/** Changes an agency, where nobody else has since it was loaded. Added designations wait for another administrator. */
export async function editAgency(
  context: IdentityContext,
  signedIn: SignedIn,
  input: AgencyEdit & { readonly id: string; readonly active: boolean; readonly version: number | undefined },
): Promise<Result<Agency, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  const { id, version, ...edit } = input
  return orTaken({ agency_name: 'identity.name_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      const before = await readAgency(trx, context, id)
      if (!before.ok) return before
      if (before.value.version !== version) return err(failure('identity.changed_meanwhile'))
      const designations = await designate(trx, context, signedIn, {
        id,
        now: before.value.designations,
        wanted: edit.designations,
      })
      // Used again, its staff sign in again.
      let active = edit.active
      if (active && !before.value.active) {
        await lockAdministration(trx)
        if (waitsForSecond(await secondEver(trx))) {
          await askAccessChange(trx, context, { kind: 'agency_active', agencyId: id, by: signedIn.principal.userId })
          active = false
        }
      }
      const changed = await tables(trx)
        .updateTable('agency')
        .set((eb) => ({
          ...edit,
          active,
          designations,
          version: eb('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', id)
        .where('version', '=', version ?? 0)
        .returning('id')
        .executeTakeFirst()
      if (!changed) return err(failure('identity.changed_meanwhile'))
      await recordAudit(trx, {
        action: 'agency.changed',
        object: { kind: 'identity.agency', id },
        detail: {
          ...(edit.name !== before.value.name && { name: 'changed' }),
          ...(edit.type !== before.value.type && { typeFrom: before.value.type, typeTo: edit.type }),
          ...(active !== before.value.active && { activeFrom: before.value.active, activeTo: active }),
          ...(designations.join() !== before.value.designations.join() && {
            designationsFrom: before.value.designations,
            designationsTo: designations,
          }),
        },
      })
      return readAgency(trx, context, id)
    }),
  )
}

async function readAgency(trx: Database, context: IdentityContext, id: string): Promise<Result<Agency, Failure>> {
  const row = await tables(trx)
    .selectFrom('agency')
    .select([...COLUMNS])
    .where('id', '=', id)
    .where('country', '=', context.country)
    .executeTakeFirst()
  return row ? ok(row as Agency) : err(failure('http.not_found'))
}
