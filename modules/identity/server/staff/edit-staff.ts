import { recordAudit } from '@gloact/audit'
import { err, failure, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import type { Staff } from '../../contract/administration.ts'
import { waitsForSecond } from '../../domain/access-change.ts'
import { askAccessChange } from '../two-people/ask-access-change.ts'
import { authorise, orTaken } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { readStaff } from './read-staff.ts'
import { addressHint, lockAdministration, recordHold, secondEver } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'
import { setTeams, teamsOf } from '../agencies/teams.ts'

/**
 * Changes an account, where nobody else has since it was loaded. It stays with its agency: its files do. Another address and
 * teams that are added wait for a second administrator; a team that is left, the name and the language change at once.
 */
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
  const by = signedIn.principal.userId
  return orTaken({ staff_email: 'identity.email_taken' }, () =>
    inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
      await lockAdministration(trx)
      const read = await readStaff(trx, context, signedIn, input.id)
      if (!read.ok) return read
      const before = read.value
      if (before.version !== input.version) return err(failure('identity.changed_meanwhile'))
      const wanted = await teamsOf(trx, before.agencyId, input.teamIds)
      if (!wanted.ok) return wanted
      const waits = waitsForSecond(await secondEver(trx))
      const teamsFrom: readonly string[] = before.teamIds
      const added = wanted.value.filter((id) => !teamsFrom.includes(id))
      const teamsTo = waits ? teamsFrom.filter((id) => wanted.value.includes(id)) : wanted.value
      const otherAddress = input.email !== before.email
      const email = waits ? before.email : input.email
      if (otherAddress && (await isTaken(trx, input.email))) return err(failure('identity.email_taken'))
      await tables(trx)
        .updateTable('staff')
        .set((eb) => ({
          name: input.name,
          email,
          language: input.language,
          version: eb('version', '+', 1),
          updated_at: context.clock.now(),
        }))
        .where('id', '=', input.id)
        .execute()
      await setTeams(trx, context, before, teamsTo)
      await recordAudit(trx, {
        action: 'account.changed',
        object: { kind: 'identity.staff', id: input.id },
        detail: {
          ...(input.name !== before.name && { name: 'changed' }),
          ...(input.language !== before.language && {
            languageFrom: before.language.toLowerCase(),
            languageTo: input.language.toLowerCase(),
          }),
          ...(email !== before.email && {
            emailFrom: addressHint(context, before.email),
            emailTo: addressHint(context, email),
          }),
          ...(teamsTo.toSorted().join() !== teamsFrom.toSorted().join() && { teamsFrom, teamsTo }),
        },
      })
      if (otherAddress && !waits) await recordHold(trx, context, { staffId: input.id, kind: 'email', by: [by] })
      if (waits) {
        if (otherAddress)
          await askAccessChange(trx, context, { kind: 'email', staffId: input.id, email: input.email, by })
        for (const teamId of added) await askAccessChange(trx, context, { kind: 'team', staffId: input.id, teamId, by })
      }
      return readStaff(trx, context, signedIn, input.id)
    }),
  )
}

const isTaken = async (trx: Database, email: string): Promise<boolean> =>
  (await tables(trx).selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()) !== undefined
