import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { SessionSecrets } from './session-secrets.ts'

/**
 * Keyed digests of what must be recognised but not be read back. Their keys are derived from the instance's secrets: what is
 * new gets the digest of the one in force, what was made before is known by the one of its time.
 */
export interface Digests {
  readonly ofAccount: (email: string) => Uint8Array
  readonly ofAddress: (address: string) => Uint8Array
  readonly ofCode: (staffId: string, code: string) => Uint8Array
  /** As it would have been made under each secret, that in force first. */
  readonly everOfCode: (staffId: string, code: string) => readonly Uint8Array[]
}

export function createDigests({ secret, former }: SessionSecrets): Digests {
  if (secret.length < 32) throw new TypeError('the secret of identity needs 32 characters or more')
  const keyOf = (from: string) => Buffer.from(hkdfSync('sha256', from, '', 'gloact identity digests', 32))
  const current = keyOf(secret)
  const keys = [current, ...former.map(keyOf)]
  const digest = (kind: string, text: string, key: Buffer = current): Uint8Array =>
    createHmac('sha256', key).update(`${kind}\0${text}`).digest()
  return {
    ofAccount: (email) => digest('account', email.trim().toLowerCase()),
    ofAddress: (address) => digest('address', networkOf(address)),
    ofCode: (staffId, code) => digest('code', `${staffId}\0${code}`),
    everOfCode: (staffId, code) => keys.map((key) => digest('code', `${staffId}\0${code}`, key)),
  }
}

/** One household or office has a whole IPv6 /64: counting single addresses would count nothing. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address

/** A token of 160 random bits for a link, and the hash that is kept. So much chance needs no key. */
export function newToken(): { readonly token: string; readonly hash: Uint8Array } {
  const token = randomBytes(20).toString('base64url')
  return { token, hash: hashToken(token) }
}

export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token).digest()
