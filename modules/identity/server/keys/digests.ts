import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { networkOf } from '@gloact/http/server'
import type { SessionSecrets } from './session-secrets.ts'

/**
 * Keyed digests of what must be recognised but not be read back. Their keys are derived from the instance's secrets: what is
 * new gets the digest of the one in force, what was made before is known by the one of its time.
 */
export interface Digests {
  readonly ofAccount: (email: string) => Uint8Array
  readonly ofAddress: (address: string) => Uint8Array
  /** Links' tokens tried from an address: apart from passwords, so that those keep nobody from a link. */
  readonly ofLinkAddress: (address: string) => Uint8Array
  /** An account tried from an address, on a known device, in a session. */
  readonly ofAccountHere: (email: string, address: string) => Uint8Array
  readonly ofDevice: (email: string, device: Uint8Array) => Uint8Array
  /** A device for one purpose of another module's: it says nothing elsewhere, and leads to no device without the secret. */
  readonly markOfDevice: (purpose: string, device: Uint8Array) => string
  readonly ofSession: (sessionId: string) => Uint8Array
  /**
   * What tells in the audit whether two failed sign-ins of the same month came from the same network: no address, and
   * without the instance's secret no way to one. Next month's differ.
   */
  readonly originOf: (address: string, at: string) => string
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
  const account = (email: string) => email.trim().toLowerCase()
  return {
    ofAccount: (email) => digest('account', account(email)),
    ofAddress: (address) => digest('address', networkOf(address)),
    ofLinkAddress: (address) => digest('link', networkOf(address)),
    ofAccountHere: (email, address) => digest('account here', `${account(email)}\0${networkOf(address)}`),
    ofDevice: (email, device) => digest('device', `${account(email)}\0${Buffer.from(device).toString('hex')}`),
    markOfDevice: (purpose, device) =>
      Buffer.from(digest('device mark', `${purpose}\0${Buffer.from(device).toString('hex')}`)).toString('base64url'),
    ofSession: (sessionId) => digest('session', sessionId),
    originOf: (address, at) =>
      `net_${Buffer.from(digest('origin', `${at.slice(0, 7)}\0${networkOf(address)}`))
        .toString('hex')
        .slice(0, 16)}`,
    ofCode: (staffId, code) => digest('code', `${staffId}\0${code}`),
    everOfCode: (staffId, code) => keys.map((key) => digest('code', `${staffId}\0${code}`, key)),
  }
}

/** A token of 160 random bits for a link, and the hash that is kept. So much chance needs no key. */
export function newToken(): { readonly token: string; readonly hash: Uint8Array } {
  const token = randomBytes(20).toString('base64url')
  return { token, hash: hashToken(token) }
}

export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token).digest()
