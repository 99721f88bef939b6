import type { Database } from '@gloact/postgres'
import { createAccessSeals } from '../keys/access-seals.ts'
import { tables } from '../tables.ts'

/** The secrets that an instance under test has. */
export const SECRETS = { secret: 'a secret that only these tests know, long enough', former: [] }

/** Seals what a test wrote into the tables for an account, as the server does when it gives it. */
export async function sealAsGiven(owner: Database, staffId: string): Promise<void> {
  const rows = tables(owner)
  const seals = createAccessSeals(SECRETS)
  const { agency_id: agencyId } = await rows
    .selectFrom('staff')
    .select('agency_id')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  for (const { id, role } of await rows
    .selectFrom('role_grant')
    .select(['id', 'role'])
    .where('staff_id', '=', staffId)
    .execute()) {
    const seal = seals.of({ kind: 'role', id, staffId, agencyId, role })
    await rows.updateTable('role_grant').set({ seal }).where('id', '=', id).execute()
  }
  for (const { team_id: teamId } of await rows
    .selectFrom('team_member')
    .select('team_id')
    .where('staff_id', '=', staffId)
    .execute()) {
    const seal = seals.of({ kind: 'team', staffId, agencyId, teamId })
    await rows
      .updateTable('team_member')
      .set({ seal })
      .where('staff_id', '=', staffId)
      .where('team_id', '=', teamId)
      .execute()
  }
}
