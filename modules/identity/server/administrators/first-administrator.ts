import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, systemClock, type Clock, type Failure, type Result } from '@gloact/kernel'
import { inScope, type Database } from '@gloact/postgres'
import { FIRST_ADMINISTRATOR_SECONDS } from '../../domain/sessions.ts'
import type { AgencyType } from '../../domain/agency.ts'
import { beginUnnamedAttempt } from '../signing-in/attempts.ts'
import { hashChosen, setPassword } from '../signing-in/check-password.ts'
import { ownScope, type Caller, type IdentityContext } from '../session/context.ts'
import { hashToken, newToken } from '../keys/digests.ts'
import { addStaff } from '../staff/invite-staff.ts'
import { lockAdministration } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

/** Whether no account exists yet: then the first page creates the first administrator. */
export async function isEmpty(db: Database): Promise<boolean> {
  return (await tables(db).selectFrom('staff').select('id').limit(1).executeTakeFirst()) === undefined
}

/**
 * Makes the one-time token that the console of an empty instance shows, in place of any before it. Null where accounts
 * exist: then administrators are made by administrators.
 */
export async function createFirstAdministratorToken(db: Database, clock: Clock = systemClock): Promise<string | null> {
  if (!(await isEmpty(db))) return null
  const { token, hash } = newToken()
  await tables(db).deleteFrom('first_administrator_token').execute()
  await tables(db)
    .insertInto('first_administrator_token')
    .values({
      token_hash: hash,
      expires_at: new Date(Date.parse(clock.now()) + FIRST_ADMINISTRATOR_SECONDS * 1000).toISOString(),
      used_at: null,
    })
    .execute()
  return token
}

/** Creates the first agency and its administrator, once, for anyone who can read the console of the server. */
export async function createFirstAdministrator(
  context: IdentityContext,
  caller: Caller,
  input: {
    readonly token: string
    readonly agencyName: string
    readonly agencyType: AgencyType
    readonly name: string
    readonly email: string
    readonly password: string
    readonly language: string
  },
): Promise<Result<{ done: true }, Failure>> {
  const attempt = await beginUnnamedAttempt(context, caller)
  if (!attempt.ok) return attempt
  // Afterwards nothing is hashed for the person who asks.
  if (!(await isEmpty(context.db))) return err(failure('identity.first_administrator_exists'))
  const hashed = await hashChosen(input.password, input, { hashDesk: context.hashDesk, lane: 'new' })
  if (!hashed.ok) return hashed
  const made = await inScope(context.db, ownScope(context), async (trx) => {
    await lockAdministration(trx)
    if (!(await isEmpty(trx))) return err(failure('identity.first_administrator_exists'))
    const used = await tables(trx)
      .updateTable('first_administrator_token')
      .set({ used_at: context.clock.now() })
      .where('token_hash', '=', hashToken(input.token.trim()))
      .where('used_at', 'is', null)
      .where('expires_at', '>', context.clock.now())
      .returning('token_hash')
      .executeTakeFirst()
    if (!used) return err(failure('identity.link_invalid'))
    const agencyId = newId<'agency'>()
    const staffId = newId<'user'>()
    await tables(trx)
      .insertInto('agency')
      .values({ id: agencyId, name: input.agencyName, type: input.agencyType, country: context.country })
      .execute()
    await recordAudit(trx, { action: 'agency.created', object: { kind: 'identity.agency', id: agencyId } })
    const added = await addStaff(
      trx,
      context,
      { ...input, id: staffId, agencyId, teamIds: [], roles: ['administrator'] },
      null,
    )
    if (!added.ok) return added
    await setPassword(trx, staffId, hashed.value, context.clock.now())
    await recordAudit(trx, { action: 'account.activated', object: { kind: 'identity.staff', id: staffId } })
    return ok({ done: true as const })
  })
  if (made.ok) await attempt.value.succeeded()
  return made
}
