import { createHash, randomInt } from 'node:crypto'
import { newId } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { Link } from '../../contract/administration.ts'
import { INVITATION_SECONDS, RESET_SECONDS } from '../../domain/sessions.ts'
import type { IdentityContext } from '../session/context.ts'
import { hashToken, newToken } from '../keys/digests.ts'
import { secondEver } from '../two-people/second-person.ts'
import { tables } from '../tables.ts'

export type LinkKind = 'invitation' | 'reset' | 'factor'

export const secondsOf = (kind: LinkKind): number => (kind === 'invitation' ? INVITATION_SECONDS : RESET_SECONDS)

/** No letter that is taken for another, as Crockford's base 32. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 16

/** The half of a link that the second person hands over: 80 random bits, to be read aloud or written down. */
export function newCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)])
  return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-')
}

const asTyped = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

/** The hash of both halves, from the hash of the first: the server never holds both at once. */
export const hashWithCode = (linkHash: Uint8Array, code: string): Uint8Array =>
  createHash('sha256')
    .update(`${Buffer.from(linkHash).toString('hex')}.${asTyped(code)}`)
    .digest()

/** The hash of what somebody opens an account with: a whole link's token, or a token and the code that belongs to it. */
export function hashLink(given: string): Uint8Array {
  const [token = '', ...code] = given.split('.')
  return code.length === 0 ? hashToken(token) : hashWithCode(hashToken(token), code.join(''))
}

/**
 * Makes a link. Its token stands after the `#`: browsers do not send that part, so that it comes into no server's or proxy's
 * log. One in halves opens nothing yet, and leaves the links before it alone until it is confirmed; its token ends in a full
 * stop, after which the page asks for the code.
 */
export async function makeLink(
  trx: Database,
  context: Pick<IdentityContext, 'clock' | 'publicUrl'>,
  given: { readonly kind: LinkKind; readonly staffId: string; readonly by: string | null; readonly halves: boolean },
): Promise<Link & { readonly invitationId: string }> {
  const { token, hash } = newToken()
  const expiresAt = new Date(Date.parse(context.clock.now()) + secondsOf(given.kind) * 1000).toISOString()
  if (!given.halves) await revokeLinks(trx, context, given.staffId)
  const invitationId = newId<'invitation'>()
  await tables(trx)
    .insertInto('invitation')
    .values({
      id: invitationId,
      kind: given.kind,
      staff_id: given.staffId,
      token_hash: hash,
      created_by: given.by,
      expires_at: expiresAt,
      used_at: null,
      revoked_at: null,
      halves: given.halves,
      awaits_second: given.halves,
    })
    .execute()
  const link = `${context.publicUrl}/join#${token}${given.halves ? '.' : ''}`
  return { staffId: given.staffId as Link['staffId'], link, expiresAt, needsCode: given.halves, invitationId }
}

/** Withdraws the links of an account, but for one. */
export async function revokeLinks(
  trx: Database,
  context: Pick<IdentityContext, 'clock'>,
  staffId: string,
  except?: string,
): Promise<void> {
  let query = tables(trx)
    .updateTable('invitation')
    .set({ revoked_at: context.clock.now() })
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
  if (except !== undefined) query = query.where('id', '<>', except)
  await query.execute()
}

/** The second person confirmed: from now on the link opens with this code, for as long as a link does. Gives the code, kept nowhere. */
export async function completeLink(
  trx: Database,
  context: Pick<IdentityContext, 'clock'>,
  invitationId: string,
): Promise<string | null> {
  const link = await tables(trx)
    .selectFrom('invitation')
    .select(['kind', 'staff_id', 'token_hash'])
    .where('id', '=', invitationId)
    .where('awaits_second', '=', true)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!link) return null
  const code = newCode()
  await revokeLinks(trx, context, link.staff_id, invitationId)
  await tables(trx)
    .updateTable('invitation')
    .set({
      token_hash: hashWithCode(link.token_hash, code),
      awaits_second: false,
      expires_at: new Date(Date.parse(context.clock.now()) + secondsOf(link.kind) * 1000).toISOString(),
    })
    .where('id', '=', invitationId)
    .execute()
  return code
}

/**
 * A link that opens, by the hash of what was given. One that an administrator holds whole was made while there was no second:
 * once there is, it opens nothing any more.
 */
export async function findLink(db: Database, context: Pick<IdentityContext, 'clock'>, hash: Uint8Array) {
  const link = await tables(db)
    .selectFrom('invitation')
    .innerJoin('staff', 'staff.id', 'invitation.staff_id')
    .innerJoin('agency', 'agency.id', 'staff.agency_id')
    .select([
      'invitation.id',
      'invitation.kind',
      'invitation.staff_id',
      'invitation.created_by',
      'invitation.halves',
      'invitation.expires_at',
      'staff.name',
      'staff.email',
      'staff.agency_id',
      'agency.name as agency_name',
    ])
    .where('token_hash', '=', hash)
    .where('awaits_second', '=', false)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', context.clock.now())
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!link || (link.created_by !== null && !link.halves && (await secondEver(db)))) return undefined
  return link
}

/** Uses a link up. Two at the same moment cannot both. */
export async function useLink(
  trx: Database,
  context: Pick<IdentityContext, 'clock'>,
  invitationId: string,
): Promise<boolean> {
  const used = await tables(trx)
    .updateTable('invitation')
    .set({ used_at: context.clock.now() })
    .where('id', '=', invitationId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}
