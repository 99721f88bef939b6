import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Team } from '../contract/administration.ts'
import { pageOf } from './page-of.ts'
import { authorise, orTaken } from './authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from './context.ts'
import { tables } from './tables.ts'

const select = (db: Database, country: string) =>
  tables(db)
    .selectFrom('team')
    .innerJoin('agency', 'agency.id', 'team.agency_id')
    .where('agency.country', '=', country)
    .select([
      'team.id',
      'team.agency_id as agencyId',
      'agency.name as agencyName',
      'team.name',
      'team.active',
      'team.version',
    ])

export async function listTeams(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly after?: string | undefined; readonly limit: number; readonly agencyId?: string | undefined },
): Promise<Result<{ items: Team[]; next: string | null }, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_directory')
  if (!allowed.ok) return allowed
  let query = select(context.db, context.country)
    .orderBy((eb) => eb.fn('lower', ['team.name']))
    .orderBy('team.id')
  if (input.agencyId !== undefined) query = query.where('team.agency_id', '=', input.agencyId)
  if (input.after !== undefined) {
    query = query.where(
      sql<boolean>`(lower(team.name), team.id) > (select lower(name), id from identity.team where id = ${input.after})`,
    )
  }
  return ok(pageOf((await query.limit(input.limit + 1).execute()) as Team[], input.limit))
}

/** Adds a team to an agency that is in use. The caller makes its id: sent twice, it is added once. */
export async function createTeam(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly agencyId: string; readonly name: string },
): Promise<Result<Team, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  return orTaken({ team_name: 'identity.name_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      if (!(await agencyInUse(trx, context, input.agencyId))) return err(failure('identity.agency_unknown'))
      const added = await tables(trx)
        .insertInto('team')
        .values({ id: input.id, agency_id: input.agencyId, name: input.name })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (added) await recordAudit(trx, { action: 'team.created', object: { kind: 'identity.team', id: input.id } })
      return readTeam(trx, context, input.id)
    }),
  )
}

/** Changes a team, where nobody else has since it was loaded. One that is no longer used widens nobody's scope. */
export async function editTeam(
  context: IdentityContext,
  signedIn: SignedIn,
  input: {
    readonly id: string
    readonly name: string
    readonly active: boolean
    readonly version: number | undefined
  },
): Promise<Result<Team, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  return orTaken({ team_name: 'identity.name_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      const before = await readTeam(trx, context, input.id)
      if (!before.ok) return before
      const changed = await tables(trx)
        .updateTable('team')
        .set((eb) => ({
          name: input.name,
          active: input.active,
          version: eb('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', input.id)
        .where('version', '=', input.version ?? 0)
        .returning('id')
        .executeTakeFirst()
      if (!changed) return err(failure('identity.changed_meanwhile'))
      await recordAudit(trx, { action: 'team.changed', object: { kind: 'identity.team', id: input.id } })
      return readTeam(trx, context, input.id)
    }),
  )
}

async function readTeam(trx: Database, context: IdentityContext, id: string): Promise<Result<Team, Failure>> {
  const row = await select(trx, context.country).where('team.id', '=', id).executeTakeFirst()
  return row ? ok(row as Team) : err(failure('http.not_found'))
}

export async function agencyInUse(
  trx: Database,
  context: Pick<IdentityContext, 'country'>,
  agencyId: string,
): Promise<boolean> {
  const row = await tables(trx)
    .selectFrom('agency')
    .select('id')
    .where('id', '=', agencyId)
    .where('country', '=', context.country)
    .where('active', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

/** Puts a member of staff into teams of their agency, in place of those before. */
export async function setTeams(
  trx: Database,
  staff: { readonly id: string; readonly agencyId: string },
  teamIds: readonly string[],
): Promise<Result<undefined, Failure>> {
  const wanted = [...new Set(teamIds)]
  const known =
    wanted.length === 0
      ? []
      : await tables(trx)
          .selectFrom('team')
          .select('id')
          .where('agency_id', '=', staff.agencyId)
          .where('id', 'in', wanted)
          .execute()
  if (known.length < wanted.length) return err(failure('identity.team_unknown'))
  await tables(trx).deleteFrom('team_member').where('staff_id', '=', staff.id).execute()
  if (wanted.length > 0) {
    await tables(trx)
      .insertInto('team_member')
      .values(wanted.map((teamId) => ({ team_id: teamId, staff_id: staff.id, agency_id: staff.agencyId })))
      .execute()
  }
  return ok(undefined)
}
