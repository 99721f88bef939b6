import { fromBase64Url, verifyCertificate, type VerifiedCertificate } from '../domain/certificate.ts'

const KEPT = 'training-issuer-keys'

export type IssuerKeys = readonly { readonly keyId: string; readonly publicKey: string }[]

/** The issuer's keys that this device has seen: with them a certificate is verified without a network. */
export function keptKeys(): IssuerKeys {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(value) ? (value as IssuerKeys) : []
  } catch {
    return []
  }
}

export const keepKeys = (keys: IssuerKeys): void => localStorage.setItem(KEPT, JSON.stringify(keys))

/** Browsers sign and verify on pages that come over https, or from this machine itself. */
export const canVerify = (): boolean => globalThis.crypto?.subtle !== undefined

/** Whether one of these keys has signed the certificate. */
export function verifyHere(token: string, keys: IssuerKeys): Promise<VerifiedCertificate> {
  const known = new Map(keys.map(({ keyId, publicKey }) => [keyId, publicKey]))
  return verifyCertificate(token, known, async (publicKey, signature, bytes) => {
    const raw = fromBase64Url(publicKey)
    if (raw === null) return false
    const key = await crypto.subtle.importKey('raw', own(raw), { name: 'Ed25519' }, false, ['verify'])
    return crypto.subtle.verify({ name: 'Ed25519' }, key, own(signature), own(bytes))
  })
}

/** Bytes on memory of their own, as the browser's types ask for. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
