import { recordAudit } from '@gloact/audit'
import { err, failure, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { Staff } from '../contract/administration.ts'
import { authorise, orTaken } from './authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from './context.ts'
import { readStaff } from './read-staff.ts'
import { tables } from './tables.ts'
import { setTeams } from './teams.ts'

/** Changes an account, where nobody else has since it was loaded. It stays with its agency: its files do. */
export async function editStaff(
  context: IdentityContext,
  signedIn: SignedIn,
  input: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly teamIds: readonly string[]
    readonly language: string
    readonly version: number | undefined
  },
): Promise<Result<Staff, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', input.id)
  if (!allowed.ok) return allowed
  return orTaken({ staff_email: 'identity.email_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      const before = await readStaff(trx, context, signedIn, input.id)
      if (!before.ok) return before
      const changed = await tables(trx)
        .updateTable('staff')
        .set((eb) => ({
          name: input.name,
          email: input.email,
          language: input.language,
          version: eb('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', input.id)
        .where('version', '=', input.version ?? 0)
        .returning('id')
        .executeTakeFirst()
      if (!changed) return err(failure('identity.changed_meanwhile'))
      const teams = await setTeams(trx, { id: input.id, agencyId: before.value.agencyId }, input.teamIds)
      if (!teams.ok) return teams
      await recordAudit(trx, { action: 'account.changed', object: { kind: 'identity.staff', id: input.id } })
      return readStaff(trx, context, signedIn, input.id)
    }),
  )
}
