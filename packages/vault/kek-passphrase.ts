import { randomBytes, scryptSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { err, failure, ok, systemClock, type Clock, type Result } from '@gloact/kernel'
import type { KekFailure, KekProvider, KekVersion } from './kek.ts'
import { formatKekDocument, newKekDocument, parseKekDocument, providerOf, type KekDocument } from './kek-document.ts'
import { isSealBroken, KEY_BYTES, seal, unseal } from './seal.ts'
import { readSecretFile, writeSecretFile } from './secret-file.ts'

export interface PassphraseOptions {
  /** Holds the salt, the verifier and the versions, each sealed under the passphrase. Keep it out of the data's backups. */
  readonly path: string
  /** Asked for at each start. Normalised (NFKC), so that two keyboards that spell it differently agree. */
  readonly passphrase: string
  readonly clock?: Clock
  /** The binary logarithm of scrypt's N. 17 takes 128 MiB and about half a second (OWASP's recommendation). */
  readonly cost?: number
}

const COST = 17
const BLOCK_SIZE = 8
const VERIFIER = 'vault.kek|verifier'

/**
 * The KEK under a passphrase that somebody types at each start: scrypt (RFC 7914) with a stored salt. Made where the file
 * is not there. Fails with `vault.wrong_passphrase` where the stored verifier does not open.
 */
export function passphraseKekProvider(options: PassphraseOptions): Result<KekProvider, KekFailure> {
  const { path, clock = systemClock } = options
  if (!existsSync(path)) {
    const header = { salt: randomBytes(16), cost: options.cost ?? COST }
    write(path, header, deriveKey(options.passphrase, header), newKekDocument(clock))
  }
  const text = readSecretFile(path)
  if (!text.ok) return text
  const header = readHeader(text.value)
  if (!header) return err(failure('vault.kek_malformed'))
  const key = deriveKey(options.passphrase, header)
  if (!opens(key, header.verifier)) return err(failure('vault.wrong_passphrase'))
  const parse = (content: string): Result<KekDocument, KekFailure> =>
    parseKekDocument(content, (stored, version) => unseal(key, stored, bindingOfVersion(version)))
  const document = parse(text.value)
  if (!document.ok) return document
  return ok(
    providerOf(document.value, {
      id: 'passphrase',
      clock,
      read: () => {
        const again = readSecretFile(path)
        return again.ok ? parse(again.value) : again
      },
      write: (next) => write(path, header, key, next),
      // What opens the keys is in somebody's head; the file alone opens nothing.
      besideData: () => false,
    }),
  )
}

interface Header {
  readonly salt: Uint8Array
  readonly cost: number
}

const bindingOfVersion = (version: number): string => `vault.kek|version:${version}`

const deriveKey = (passphrase: string, { salt, cost }: Header): Uint8Array =>
  scryptSync(passphrase.normalize('NFKC'), salt, KEY_BYTES, {
    N: 2 ** cost,
    r: BLOCK_SIZE,
    p: 1,
    maxmem: 256 * BLOCK_SIZE * 2 ** cost,
  })

function write(path: string, header: Header, key: Uint8Array, document: KekDocument): void {
  const protect = (version: KekVersion): Uint8Array => seal(key, version.key, bindingOfVersion(version.version))
  const protectedDocument = JSON.parse(formatKekDocument(document, protect)) as object
  const scrypt = {
    cost: header.cost,
    salt: Buffer.from(header.salt).toString('base64'),
    verifier: Buffer.from(seal(key, Buffer.from(VERIFIER), VERIFIER)).toString('base64'),
  }
  writeSecretFile(path, `${JSON.stringify({ ...protectedDocument, scrypt }, null, 2)}\n`)
}

function readHeader(text: string): (Header & { readonly verifier: Uint8Array }) | undefined {
  try {
    const { scrypt } = JSON.parse(text) as { scrypt: { cost: number; salt: string; verifier: string } }
    // A file that asks for an absurd cost would stop the start rather than open.
    if (!Number.isInteger(scrypt.cost) || scrypt.cost < 10 || scrypt.cost > 22) return undefined
    return {
      cost: scrypt.cost,
      salt: Buffer.from(scrypt.salt, 'base64'),
      verifier: Buffer.from(scrypt.verifier, 'base64'),
    }
  } catch {
    return undefined
  }
}

function opens(key: Uint8Array, verifier: Uint8Array): boolean {
  try {
    unseal(key, verifier, VERIFIER)
    return true
  } catch (error) {
    if (isSealBroken(error)) return false
    throw error
  }
}
