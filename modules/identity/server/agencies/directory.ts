import { asId, systemClock } from '@gloact/kernel'
import { compiledOnce, together, type Database } from '@gloact/postgres'
import type { AgencyId, Designation, AgencyType, UserId } from '../../contract/principal.ts'
import { DEFAULT_INDEPENDENCE_DAYS } from '../../domain/access-change.ts'
import type { Role } from '../../domain/roles.ts'
import type { IdentityContext } from '../session/context.ts'
import { readNotIndependentOf } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'
import { teamName } from '../keys/team-names.ts'

export interface DirectoryAgency {
  readonly id: AgencyId
  readonly name: string
  readonly type: AgencyType
  readonly designations: readonly Designation[]
  readonly active: boolean
}

/**
 * What other modules' servers may ask of this one, wired where a server or a command is composed: agencies and staff. Who asks
 * within a transaction hands it on: a second connection, asked for while holding one, could wait for ever.
 */
export interface Directory {
  /** Agencies of the country, also those no longer used: old files name them. */
  agencies(within?: Database): Promise<readonly DirectoryAgency[]>
  /** The names of those agencies by id. */
  agencyNames(within?: Database): Promise<ReadonlyMap<string, string>>
  isAgency(within: Database, agencyId: string): Promise<boolean>
  /** Agencies in use that the country designated to decide on identification. */
  competentBodies(within: Database): Promise<readonly Pick<DirectoryAgency, 'id' | 'name' | 'type'>[]>
  /** Agencies in use that the country designated to protect children. */
  childProtection(within: Database): Promise<readonly Pick<DirectoryAgency, 'id' | 'name' | 'type'>[]>
  /** Whether the country designated the agency to coordinate its response. */
  coordinatesCountry(agencyId: string): Promise<boolean>
  /** Names of staff by id; ids that are not known are left out. */
  staffNames(ids: readonly string[], within?: Database): Promise<ReadonlyMap<string, string>>
  /** Names of the country's teams by id. */
  teamNames(within?: Database): Promise<ReadonlyMap<string, string>>
  /** The ids of an agency's teams. */
  teamsOfAgency(agencyId: string, within?: Database): Promise<readonly string[]>
  /** The staff of an agency who can sign in now. */
  staffOfAgency(agencyId: string, within?: Database): Promise<readonly { readonly id: UserId; readonly name: string }[]>
  /** Whether the team is the agency's, and all of the staff its own who can sign in now. */
  mayHoldFiles(
    within: Database,
    agencyId: string,
    who: { readonly teamId: string | null; readonly userIds: readonly string[] },
  ): Promise<boolean>
  /** Who holds a role now and can sign in, with their agency. */
  holders(
    role: string,
    within?: Database,
  ): Promise<readonly { readonly id: UserId; readonly name: string; readonly agencyId: AgencyId }[]>
  /**
   * With whom somebody does not make two people for now: one of the two made, reset, enabled or re-addressed the other's account,
   * or made it an administrator's, within the days that the country sets.
   */
  notIndependentOf(userId: string, within?: Database): Promise<ReadonlySet<string>>
}

/** Asked for every file that a team is to hold. */
const teamsOf = compiledOnce(['agencyId'], (db: Database, { agencyId }) =>
  tables(db).selectFrom('team').select('id').where('agency_id', '=', agencyId).compile(),
)

/** Asked for every file that somebody is to hold: those of an agency who can sign in. */
const staffOf = compiledOnce(['agencyId'], (db: Database, { agencyId }) =>
  tables(db)
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('agency_id', '=', agencyId)
    .where('disabled_at', 'is', null)
    .where((eb) =>
      eb.exists(eb.selectFrom('credential').select('credential.id').whereRef('credential.staff_id', '=', 'staff.id')),
    )
    .orderBy('name')
    .orderBy('id')
    .compile(),
)

export function createDirectory(
  given: Pick<IdentityContext, 'db' | 'country' | 'wordKey'> &
    Partial<Pick<IdentityContext, 'clock' | 'independenceDays'>>,
): Directory {
  const context = { clock: systemClock, independenceDays: DEFAULT_INDEPENDENCE_DAYS, ...given }
  const directory: Directory = {
    agencies: async (within = context.db) =>
      (
        await tables(within)
          .selectFrom('agency')
          .select(['id', 'name', 'type', 'designations', 'active'])
          .where('country', '=', context.country)
          .orderBy('name')
          .orderBy('id')
          .execute()
      ).map((row) => ({ ...row, id: asId<'agency'>(row.id) })),
    agencyNames: async (within) => new Map((await directory.agencies(within)).map(({ id, name }) => [id, name])),
    isAgency: async (within, agencyId) => (await directory.agencies(within)).some(({ id }) => id === agencyId),
    competentBodies: async (within) =>
      (await directory.agencies(within))
        .filter(({ active, designations }) => active && designations.includes('competent_authority'))
        .map(({ id, name, type }) => ({ id, name, type })),
    childProtection: async (within) =>
      (await directory.agencies(within))
        .filter(({ active, designations }) => active && designations.includes('child_protection_authority'))
        .map(({ id, name, type }) => ({ id, name, type })),
    coordinatesCountry: async (agencyId) =>
      (await directory.agencies()).some(
        ({ id, active, designations }) => id === agencyId && active && designations.includes('national_coordination'),
      ),
    staffNames: async (ids, within = context.db) => {
      if (ids.length === 0) return new Map()
      const rows = await tables(within)
        .selectFrom('staff')
        .select(['id', 'name'])
        .where('id', 'in', [...new Set(ids)])
        .execute()
      return new Map(rows.map((row) => [row.id, row.name]))
    },
    teamNames: async (within = context.db) => {
      const key = await context.wordKey()
      const rows = await tables(within)
        .selectFrom('team')
        .innerJoin('agency', 'agency.id', 'team.agency_id')
        .select(['team.id', 'team.name', 'team.sealed_name'])
        .where('agency.country', '=', context.country)
        .execute()
      return new Map(rows.map((team) => [team.id, teamName(key, team)]))
    },
    teamsOfAgency: async (agencyId, within = context.db) =>
      (await within.executeQuery(teamsOf(within, { agencyId }))).rows.map((team) => team.id),
    staffOfAgency: async (agencyId, within = context.db) =>
      (await within.executeQuery(staffOf(within, { agencyId }))).rows.map((row) => ({
        id: asId<'user'>(row.id),
        name: row.name,
      })),
    mayHoldFiles: async (within, agencyId, { teamId, userIds }) => {
      const [teams, staff] = await together<[{ id: string }, { id: string }]>(
        within,
        teamsOf(within, { agencyId }),
        staffOf(within, { agencyId }),
      )
      const isStaff = (userId: string) => staff.some(({ id }) => id === userId)
      return (teamId === null || teams.some(({ id }) => id === teamId)) && userIds.every(isStaff)
    },
    holders: async (role, within = context.db) =>
      (
        await tables(within)
          .selectFrom('staff')
          .innerJoin('agency', 'agency.id', 'staff.agency_id')
          .innerJoin('role_grant', 'role_grant.staff_id', 'staff.id')
          .select(['staff.id', 'staff.name', 'staff.agency_id'])
          .distinct()
          .where('agency.country', '=', context.country)
          .where('staff.disabled_at', 'is', null)
          .where('role_grant.role', '=', role as Role)
          .where('role_grant.revoked_at', 'is', null)
          .where((eb) =>
            eb.or([eb('role_grant.needs_confirmation', '=', false), eb('role_grant.confirmed_by', 'is not', null)]),
          )
          .orderBy('staff.name')
          .orderBy('staff.id')
          .execute()
      ).map((row) => ({ id: asId<'user'>(row.id), name: row.name, agencyId: asId<'agency'>(row.agency_id) })),
    notIndependentOf: async (userId, within = context.db) =>
      new Set((await readNotIndependentOf(within, context, userId)).keys()),
  }
  return directory
}
