import { ok, type Failure, type Result } from '@gloact/kernel'
import type { ResponseOf } from '@gloact/http/contract'
import type { listRoles as listing } from '../../contract/roles.ts'
import type { Role } from '../../domain/roles.ts'
import { authorise } from '../session/authorise.ts'
import type { IdentityContext, SignedIn } from '../session/context.ts'

/** The roles that the modules of this instance declare, for anybody who gives them. */
export async function listRoles(
  context: IdentityContext,
  signedIn: SignedIn,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.read_accounts')
  if (!allowed.ok) return allowed
  return ok({
    items: context.roles().declared.map(({ id, rows, secondFactor, aboutPeople = false, givesAccess = false }) => ({
      id: id as Role,
      rows,
      secondFactor,
      aboutPeople,
      givesAccess,
    })),
  })
}
