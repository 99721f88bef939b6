import { ACCOUNT_LOCKOUT } from '../../domain/lockout.ts'
import { CODE_WINDOW_SECONDS } from './authenticator-code.ts'
import { inSeconds, type IdentityContext } from '../session/context.ts'
import { tables } from '../tables.ts'

/** Deletes what has run out: sessions, challenges, codes that hold no longer, and failed sign-ins that count no longer. For an hourly job. */
export async function sweep(context: IdentityContext): Promise<void> {
  const db = tables(context.db)
  const now = context.clock.now()
  await db.deleteFrom('session').where('expires_at', '<', now).execute()
  await db.deleteFrom('sign_in_challenge').where('expires_at', '<', now).execute()
  await db.deleteFrom('single_sign_on_attempt').where('expires_at', '<', now).execute()
  await db.deleteFrom('passkey_challenge').where('expires_at', '<', now).execute()
  await db.deleteFrom('accepted_code').where('accepted_at', '<', inSeconds(context, -CODE_WINDOW_SECONDS)).execute()
  await db
    .deleteFrom('sign_in_attempt')
    .where('last_failed_at', '<', inSeconds(context, -ACCOUNT_LOCKOUT.forgottenAfter))
    .execute()
}
