import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { SessionSecrets } from './session-secrets.ts'

/** What lets an account see more, as it came into force: a role, or a team of its agency. */
export type Access =
  | {
      readonly kind: 'role'
      readonly id: string
      readonly staffId: string
      readonly agencyId: string
      readonly role: string
    }
  | { readonly kind: 'team'; readonly staffId: string; readonly agencyId: string; readonly teamId: string }

/**
 * Keyed seals over what lets an account see more. Their key is derived from the instance's secrets, which lie outside the database: anyone
 * who can write in the tables and has no key can neither put a role in force nor put an account into a team.
 */
export interface AccessSeals {
  /** 32 bytes, under the secret in force. */
  readonly of: (access: Access) => Uint8Array
  /** Whether this access was given by the server, under the secret in force or a former one. */
  readonly holds: (access: Access, seal: Uint8Array | null) => boolean
  /** Whether it was sealed under the secret in force. */
  readonly isCurrent: (access: Access, seal: Uint8Array | null) => boolean
}

export function createAccessSeals({ secret, former }: SessionSecrets): AccessSeals {
  const [current, ...before] = [secret, ...former].map((from) =>
    Buffer.from(hkdfSync('sha256', from, '', 'gloact seals of access', 32)),
  )
  const under = (key: Buffer, access: Access): Buffer => createHmac('sha256', key).update(writtenOut(access)).digest()
  const matches = (key: Buffer, access: Access, seal: Uint8Array): boolean => {
    const expected = under(key, access)
    return seal.length === expected.length && timingSafeEqual(expected, seal)
  }
  return {
    of: (access) => under(current!, access),
    holds: (access, seal) => seal !== null && [current!, ...before].some((key) => matches(key, access, seal)),
    isCurrent: (access, seal) => seal !== null && matches(current!, access, seal),
  }
}

const writtenOut = (access: Access): string =>
  JSON.stringify(
    access.kind === 'role'
      ? ['role', access.id, access.staffId, access.agencyId, access.role]
      : ['team', access.staffId, access.agencyId, access.teamId],
  )
