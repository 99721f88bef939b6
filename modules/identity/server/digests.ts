import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keyed digests of what must be recognised but not be read back. Their key is derived from the instance's secret. */
export interface Digests {
  readonly ofAccount: (email: string) => Uint8Array
  readonly ofAddress: (address: string) => Uint8Array
  readonly ofCode: (staffId: string, code: string) => Uint8Array
}

export function createDigests(secret: string): Digests {
  if (secret.length < 32) throw new TypeError('the secret of identity needs 32 characters or more')
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'gloact identity digests', 32))
  const digest = (kind: string, text: string): Uint8Array =>
    createHmac('sha256', key).update(`${kind}\0${text}`).digest()
  return {
    ofAccount: (email) => digest('account', email.trim().toLowerCase()),
    ofAddress: (address) => digest('address', networkOf(address)),
    ofCode: (staffId, code) => digest('code', `${staffId}\0${code}`),
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
