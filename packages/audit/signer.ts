import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'

/** Signs blocks (Ed25519, RFC 8032). A key management service can stand behind it. */
export interface AuditSigner {
  /** Derived from the public key. */
  readonly keyId: string
  sign(bytes: Uint8Array): Uint8Array
}

/** Public keys as PEM, by key id. Keep a copy outside the machine: anyone who verifies must not have to trust it. */
export type AuditPublicKeys = Readonly<Record<string, string>>

const PRIVATE = 'audit-signing-key.pem'
const PUBLIC = /^audit-public-([0-9a-f]{16})\.pem$/

export const SIGNER_FAILURES = ['audit.signing_key_exposed', 'audit.signing_key_malformed'] as const

export type SignerFailure = Failure<(typeof SIGNER_FAILURES)[number]>

/**
 * A signing key in a folder, readable by its owner only (mode 0600) and made where it is not there; its public key lies
 * beside it. Refused where others may read it.
 */
export function fileAuditSigner(folder: string): Result<AuditSigner, SignerFailure> {
  const path = join(folder, PRIVATE)
  if (!existsSync(path)) writeSigningKey(folder)
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    return err(failure('audit.signing_key_exposed'))
  }
  const key = readKey(path)
  if (key?.asymmetricKeyType !== 'ed25519') return err(failure('audit.signing_key_malformed'))
  return ok({ keyId: keyIdOf(createPublicKey(key)), sign: (bytes) => sign(null, bytes, key) })
}

/** Replaces the signing key by a new one. The public keys of before stay, for the blocks that they verify. */
export function renewAuditSigner(folder: string): Result<AuditSigner, SignerFailure> {
  writeSigningKey(folder)
  return fileAuditSigner(folder)
}

/** Every public key that the folder has had. */
export function auditPublicKeys(folder: string): AuditPublicKeys {
  if (!existsSync(folder)) return {}
  return Object.fromEntries(
    readdirSync(folder).flatMap((name) => {
      const keyId = PUBLIC.exec(name)?.[1]
      return keyId ? [[keyId, readFileSync(join(folder, name), 'utf8')]] : []
    }),
  )
}

export const keyIdOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

function writeSigningKey(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  // The public key first: a signature is never made under a key that nobody can verify.
  const publicPath = join(folder, `audit-public-${keyIdOf(publicKey)}.pem`)
  writeFileSync(publicPath, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644 })
  const temporary = join(folder, `${PRIVATE}.${process.pid}`)
  writeFileSync(temporary, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true })
  renameSync(temporary, join(folder, PRIVATE))
}

function readKey(path: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(path))
  } catch {
    return undefined
  }
}
