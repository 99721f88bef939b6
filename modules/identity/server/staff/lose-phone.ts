import { recordAudit } from '@gloact/audit'
import type { Failure, Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { Staff } from '../../contract/administration.ts'
import { authorise } from '../session/authorise.ts'
import { scopeOf, type IdentityContext, type SignedIn } from '../session/context.ts'
import { forgetDevices } from '../account/devices.ts'
import { touch } from './manage-roles.ts'
import { endSessions } from '../signing-in/manage-sessions.ts'
import { tell } from '../two-people/notices.ts'
import { readStaff } from './read-staff.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

/**
 * Somebody's phone is gone: every session ends, every passkey is removed, every device is to destroy its drafts and the
 * calendar on it is fed no longer. Nothing else is taken away, so that one administrator alone weakens nothing: an account whose only second factor was a passkey
 * still asks for one, and takes a printed recovery code or a reset by two administrators.
 */
export async function losePhone(
  context: IdentityContext,
  signedIn: SignedIn,
  input: { readonly id: string },
): Promise<Result<Staff, Failure>> {
  const allowed = authorise(context, signedIn, 'identity.manage_account', input.id)
  if (!allowed.ok) return allowed
  const known = await inScope(context.db, scopeOf(signedIn.principal), (trx) =>
    readStaff(trx, context, signedIn, input.id),
  )
  if (!known.ok) return known
  // First, and by itself: should the rest fail, it is done again.
  await context.onPhoneLost(input.id, signedIn.principal)
  return inScope(context.db, scopeOf(signedIn.principal), async (trx) => {
    await lockAdministration(trx)
    const before = await readStaff(trx, context, signedIn, input.id)
    if (!before.ok) return before
    const sessions = await endSessions(trx, { staffId: input.id })
    const passkeys = await tables(trx).deleteFrom('passkey').where('staff_id', '=', input.id).returning('id').execute()
    const devices = await forgetDevices(trx, context, { staffId: input.id, by: signedIn.principal.userId })
    await recordAudit(trx, {
      action: 'account.phone_lost',
      object: { kind: 'identity.staff', id: input.id },
      detail: { sessions, passkeys: passkeys.length, devices: devices.length },
    })
    const askedBy = signedIn.principal.userId
    await tell(trx, context, { event: 'done', kind: 'phone_lost', staffId: input.id, askedBy })
    await touch(trx, context, input.id)
    return readStaff(trx, context, signedIn, input.id)
  })
}
