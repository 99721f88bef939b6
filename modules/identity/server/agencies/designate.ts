import type { Database } from '@gloact/postgres'
import { waitsForSecond } from '../../domain/access-change.ts'
import type { Designation } from '../../domain/agency.ts'
import { askAccessChange } from '../two-people/ask-access-change.ts'
import type { IdentityContext, SignedIn } from '../session/context.ts'
import { lockAdministration, secondEver } from '../two-people/second-person.ts'

/**
 * What an agency is designated for decides what its people reach, so that no administrator widens anybody's reach alone: what is
 * added waits for another one from the day there has been one; what is taken away goes at once.
 *
 * @returns the designations that hold now.
 */
export async function designate(
  trx: Database,
  context: IdentityContext,
  signedIn: SignedIn,
  agency: { readonly id: string; readonly now: readonly Designation[]; readonly wanted: readonly Designation[] },
): Promise<Designation[]> {
  const added = agency.wanted.filter((one) => !agency.now.includes(one))
  if (added.length === 0) return [...agency.wanted]
  await lockAdministration(trx)
  if (!waitsForSecond(await secondEver(trx))) return [...agency.wanted]
  for (const designation of added) {
    await askAccessChange(trx, context, {
      kind: 'designation',
      agencyId: agency.id,
      designation,
      by: signedIn.principal.userId,
    })
  }
  return agency.wanted.filter((one) => agency.now.includes(one))
}
