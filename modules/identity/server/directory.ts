import { asId } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { AgencyId, Designation, AgencyType, UserId } from '../contract/principal.ts'
import type { IdentityContext } from './context.ts'
import { tables } from './tables.ts'

export interface DirectoryAgency {
  readonly id: AgencyId
  readonly name: string
  readonly type: AgencyType
  readonly designations: readonly Designation[]
  readonly active: boolean
}

/**
 * What other modules' servers may ask of this one, wired in `apps/server/compose.ts`: names of agencies and of staff. Who asks
 * within a transaction hands it on: a second connection, asked for while holding one, could wait for ever.
 */
export interface Directory {
  /** Agencies of the country, also those no longer used: old files name them. */
  agencies(within?: Database): Promise<readonly DirectoryAgency[]>
  /** Names of staff by id; ids that are not known are left out. */
  staffNames(ids: readonly string[], within?: Database): Promise<ReadonlyMap<string, string>>
  /** Names of the country's teams by id. */
  teamNames(within?: Database): Promise<ReadonlyMap<string, string>>
  /** The ids of an agency's teams. */
  teamsOfAgency(agencyId: string, within?: Database): Promise<readonly string[]>
  /** The staff of an agency who can sign in now. */
  staffOfAgency(agencyId: string, within?: Database): Promise<readonly { readonly id: UserId; readonly name: string }[]>
}

export const createDirectory = (context: Pick<IdentityContext, 'db' | 'country'>): Directory => ({
  agencies: async (within = context.db) =>
    (
      await tables(within)
        .selectFrom('agency')
        .select(['id', 'name', 'type', 'designations', 'active'])
        .where('country', '=', context.country)
        .orderBy('name')
        .execute()
    ).map((row) => ({ ...row, id: asId<'agency'>(row.id) })),
  staffNames: async (ids, within = context.db) => {
    if (ids.length === 0) return new Map()
    const rows = await tables(within)
      .selectFrom('staff')
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(ids)])
      .execute()
    return new Map(rows.map((row) => [row.id, row.name]))
  },
  teamNames: async (within = context.db) =>
    new Map(
      (
        await tables(within)
          .selectFrom('team')
          .innerJoin('agency', 'agency.id', 'team.agency_id')
          .select(['team.id', 'team.name'])
          .where('agency.country', '=', context.country)
          .execute()
      ).map((team) => [team.id, team.name]),
    ),
  teamsOfAgency: async (agencyId, within = context.db) =>
    (await tables(within).selectFrom('team').select('id').where('agency_id', '=', agencyId).execute()).map(
      (team) => team.id,
    ),
  staffOfAgency: async (agencyId, within = context.db) =>
    (
      await tables(within)
        .selectFrom('staff')
        .select(['id', 'name'])
        .where('agency_id', '=', agencyId)
        .where('disabled_at', 'is', null)
        .where((eb) =>
          eb.exists(
            eb.selectFrom('credential').select('credential.id').whereRef('credential.staff_id', '=', 'staff.id'),
          ),
        )
        .orderBy('name')
        .execute()
    ).map((row) => ({ id: asId<'user'>(row.id), name: row.name })),
})
