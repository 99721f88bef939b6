import { identityPolicy } from '../../domain/identity-policy.ts'
import { recordAudit } from '@gloact/audit'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { sql } from 'kysely'
import type { Team } from '../../contract/administration.ts'
import { pageOf } from '../page-of.ts'
import { waitsForSecond } from '../../domain/access-change.ts'
import { askAccessChange } from '../two-people/ask-access-change.ts'
import { authorise, orTaken } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { lockAdministration, secondEver } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'
import type { AccessSeals } from '../keys/access-seals.ts'
import { sealTeamName, teamName, teamNameTaken, type WordKey } from '../keys/team-names.ts'

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
      'team.sealed_name',
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
  if (input.agencyId !== undefined) query = query.where('team.agency_id', '=', input.agencyId)
  const { principal } = signedIn
  if (
    !identityPolicy.decide(principal, 'identity.read_every_team', { country: context.country, staffId: null }).allowed
  )
    query = query.where('team.agency_id', '=', principal.agencyId)
  // Sealed names are in no order: a country has tens of teams, seldom hundreds.
  const key = await context.wordKey()
  const all = (await query.execute())
    .map((row) => toTeam(key, row))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
  const from = input.after === undefined ? 0 : all.findIndex(({ id }) => id === input.after) + 1
  return ok(pageOf(all.slice(from, from + input.limit + 1), input.limit))
}

type TeamRow = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const toTeam = (key: WordKey, { name, sealed_name, ...row }: TeamRow): Team => ({
  ...(row as Omit<Team, 'name'>),
  name: teamName(key, { id: row.id, name, sealed_name }),
})

/** One at a time for each agency: two of one name, sent together, are told apart. */
const lockTeamsOf = (trx: Database, agencyId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`identity.team:${agencyId}`}, 0))`.execute(trx)

/** Adds a team to an agency that is in use. The caller makes its id: sent twice, it is added once. */
export async function createTeam(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string; readonly agencyId: string; readonly name: string },
): Promise<Result<Team, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_agencies')
  if (!allowed.ok) return allowed
  const key = await context.wordKey()
  return orTaken({ team_name: 'identity.name_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      if (!(await agencyInUse(trx, context, input.agencyId))) return err(failure('identity.agency_unknown'))
      await lockTeamsOf(trx, input.agencyId)
      if (await teamNameTaken(trx, key, input.agencyId, input)) return err(failure('identity.name_taken'))
      const added = await tables(trx)
        .insertInto('team')
        .values({ id: input.id, agency_id: input.agencyId, ...sealTeamName(key, input.id, input.name) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
      if (added) {
        await recordAudit(trx, {
          action: 'team.created',
          object: { kind: 'identity.team', id: input.id },
          detail: { agency: input.agencyId },
        })
      }
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
  const key = await context.wordKey()
  return orTaken({ team_name: 'identity.name_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      const before = await readTeam(trx, context, input.id)
      if (!before.ok) return before
      if (before.value.version !== input.version) return err(failure('identity.changed_meanwhile'))
      await lockTeamsOf(trx, before.value.agencyId)
      if (await teamNameTaken(trx, key, before.value.agencyId, input)) return err(failure('identity.name_taken'))
      // Used again, its members see its files again.
      let active = input.active
      if (active && !before.value.active) {
        await lockAdministration(trx)
        if (waitsForSecond(await secondEver(trx))) {
          await askAccessChange(trx, context, { kind: 'team_active', teamId: input.id, by: signedIn.principal.userId })
          active = false
        }
      }
      const changed = await tables(trx)
        .updateTable('team')
        .set((eb) => ({
          ...sealTeamName(key, input.id, input.name),
          active,
          version: eb('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', input.id)
        .where('version', '=', input.version ?? 0)
        .returning('id')
        .executeTakeFirst()
      if (!changed) return err(failure('identity.changed_meanwhile'))
      await recordAudit(trx, {
        action: 'team.changed',
        object: { kind: 'identity.team', id: input.id },
        detail: {
          ...(input.name !== before.value.name && { name: 'changed' }),
          ...(active !== before.value.active && { activeFrom: before.value.active, activeTo: active }),
        },
      })
      return readTeam(trx, context, input.id)
    }),
  )
}

async function readTeam(trx: Database, context: IdentityContext, id: string): Promise<Result<Team, Failure>> {
  const row = await select(trx, context.country).where('team.id', '=', id).executeTakeFirst()
  return row ? ok(toTeam(await context.wordKey(), row)) : err(failure('http.not_found'))
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

/** Which of these are teams of the agency, each once; a failure where one is not. */
export async function teamsOf(
  trx: Database,
  agencyId: string,
  teamIds: readonly string[],
): Promise<Result<readonly string[], Failure>> {
  const wanted = [...new Set(teamIds)]
  if (wanted.length === 0) return ok([])
  const known = await tables(trx)
    .selectFrom('team')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('id', 'in', wanted)
    .execute()
  return known.length < wanted.length ? err(failure('identity.team_unknown')) : ok(wanted)
}

/** Puts a member of staff into teams of their agency, in place of those before. */
export async function setTeams(
  trx: Database,
  context: Pick<IdentityContext, 'seals'>,
  staff: { readonly id: string; readonly agencyId: string },
  teamIds: readonly string[],
): Promise<void> {
  await tables(trx).deleteFrom('team_member').where('staff_id', '=', staff.id).execute()
  if (teamIds.length === 0) return
  await tables(trx)
    .insertInto('team_member')
    .values(teamIds.map((teamId) => membership(context.seals, staff.id, staff.agencyId, teamId)))
    .execute()
}

/** A row of `team_member`: without its seal it widens nothing. */
export const membership = (seals: AccessSeals, staffId: string, agencyId: string, teamId: string) => ({
  team_id: teamId,
  staff_id: staffId,
  agency_id: agencyId,
  seal: seals.of({ kind: 'team', staffId, agencyId, teamId }),
})
