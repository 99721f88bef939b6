import type { ExportPart } from '@gloact/module'
import type { ScopedTransaction } from '@gloact/postgres'
import { grantsOfAll } from '../session/grants.ts'
import { tables } from '../tables.ts'

/** The accounts of an agency that leaves, with every role that each was ever given: who could see what, and since when. */
export async function* exportAccounts(trx: ScopedTransaction, agencyId: string): AsyncIterable<ExportPart> {
  const accounts = await tables(trx)
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'language', 'created_at', 'disabled_at'])
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()
  const members = await tables(trx)
    .selectFrom('team_member')
    .select(['staff_id', 'team_id'])
    .where('agency_id', '=', agencyId)
    .execute()
  const grants = await grantsOfAll(
    trx,
    accounts.map(({ id }) => id),
  )
  const teams = Map.groupBy(members, ({ staff_id: id }) => id)
  yield {
    name: 'accounts',
    about:
      'One account a line: who had one, in which teams, and every role it was ever given, by whom, who confirmed it, and when it ended.',
    lines: accounts.map(({ created_at: madeAt, disabled_at: disabledAt, ...account }) => ({
      ...account,
      madeAt,
      disabledAt,
      teams: (teams.get(account.id) ?? []).map(({ team_id: id }) => id),
      roles: (grants.get(account.id) ?? []).map(({ id: _id, staffId: _staffId, needsConfirmation, ...grant }) => ({
        ...grant,
        neededConfirmation: needsConfirmation,
      })),
    })),
  }
}
