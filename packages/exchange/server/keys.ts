import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { asInstant, err, failure, ok, type Clock, type Failure, type Instant, type Result } from '@gloact/kernel'
import { calculateJwkThumbprint } from 'jose'
import { z } from 'zod'
import { isInForce, type EncryptionKey, type PeerKey } from '../peer.ts'

/** Keys are renewed yearly; the old ones count for this much longer, until what was encrypted to them has arrived. */
const KEY_DAYS = 365
const OVERLAP_DAYS = 60
const DAY_MS = 86_400_000

export interface SigningPair extends PeerKey {
  readonly privateKey: KeyObject
}

export interface EncryptionPair extends EncryptionKey {
  readonly privateKey: KeyObject
}

export interface TlsIdentity {
  /** PEM. */
  readonly key: string
  readonly cert: string
}

/**
 * This instance's own keys for the exchange: files in a folder outside the database, each readable by its owner only. Every key is a
 * file of its own, named by its thumbprint, so that a new one is put next to the old ones and nothing that was signed loses its key.
 */
export interface ExchangeKeys {
  /**
   * The one to sign with now: the oldest in force. Other countries enter a new one while this one counts; what is signed with a key that they
   * do not know is nobody's to them.
   */
  signing(): SigningPair
  /** Every public signing key in force. */
  signingKeys(): readonly PeerKey[]
  /** Public encryption keys in force, of every desk. */
  encryptionKeys(): readonly EncryptionKey[]
  /** The private key of a desk by its id; old ones open as long as they are kept. */
  decryption(kid: string): EncryptionPair | undefined
  tls(): TlsIdentity
  /** All certificates that it may show. */
  certificates(): readonly string[]
  /** Makes an encryption key for a desk that has none in force. */
  openDesk(authority: string): Promise<void>
  /**
   * Makes new signing and encryption keys, next to the old ones, which go on counting until they run out: others are told of the new ones,
   * and their officers enter them meanwhile.
   */
  renew(): Promise<void>
}

export const KEY_FAILURES = ['exchange.key_exposed', 'exchange.key_malformed'] as const
export type KeyFailure = Failure<(typeof KEY_FAILURES)[number]>

const storedKey = z.discriminatedUnion('use', [
  z.object({ use: z.literal('sign'), notBefore: z.string(), notAfter: z.string(), pem: z.string() }),
  z.object({
    use: z.literal('encrypt'),
    authority: z.string(),
    notBefore: z.string(),
    notAfter: z.string(),
    pem: z.string(),
  }),
  z.object({ use: z.literal('tls'), notBefore: z.string(), notAfter: z.string(), pem: z.string(), cert: z.string() }),
])
type StoredKey = z.infer<typeof storedKey>

const FILE = /^exchange-[a-z]+-[A-Za-z0-9_-]{43}\.json$/

/** The keys in a folder, made where there are none. Refused where others may read one. */
export async function openExchangeKeys(folder: string, clock: Clock): Promise<Result<ExchangeKeys, KeyFailure>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let held = await readKeys(folder)
  if (!held.ok) return held
  if (!held.value.signing.some((key) => isInForce(key, clock.now()))) await makeSigning(folder, clock)
  if (held.value.tls.length === 0) await makeCertificate(folder, clock)
  held = await readKeys(folder)
  if (!held.ok) return held
  let keys = held.value

  const reread = async (): Promise<void> => {
    const again = await readKeys(folder)
    if (!again.ok) throw new Error(`the exchange's keys cannot be read (${again.error.code})`)
    keys = again.value
  }
  const oldest = (of: readonly SigningPair[]): SigningPair | undefined =>
    of
      .filter((key) => isInForce(key, clock.now()))
      .toSorted((a, b) =>
        a.notAfter === b.notAfter ? a.kid.localeCompare(b.kid) : a.notAfter < b.notAfter ? -1 : 1,
      )[0]
  const youngest = <Key extends PeerKey>(of: readonly Key[]): Key | undefined =>
    of.filter((key) => isInForce(key, clock.now())).toSorted((a, b) => (a.notBefore < b.notBefore ? 1 : -1))[0]

  return ok({
    signing() {
      const key = oldest(keys.signing)
      if (!key) throw new Error('no signing key of the exchange is in force: ./gloact exchange renew-keys')
      return key
    },
    signingKeys: () => keys.signing.filter((key) => isInForce(key, clock.now())).map(publicPart),
    encryptionKeys: () =>
      keys.encryption
        .filter((key) => isInForce(key, clock.now()))
        .map((key) => ({ ...publicPart(key), authority: key.authority })),
    decryption: (kid) => {
      const known = keys.encryption.find((key) => key.kid === kid)
      if (known) return known
      // Another process of this server may have opened the desk.
      if (existsSync(join(folder, fileName('encrypt', kid)))) keys = readKeysNow(folder, keys)
      return keys.encryption.find((key) => key.kid === kid)
    },
    tls: () => keys.tls.at(-1)!,
    certificates: () => keys.tls.map(({ cert }) => cert),
    async openDesk(authority) {
      await reread()
      if (youngest(keys.encryption.filter((key) => key.authority === authority))) return
      await makeEncryption(folder, authority, clock)
      await reread()
    },
    async renew() {
      await makeSigning(folder, clock)
      for (const authority of new Set(keys.encryption.map((key) => key.authority))) {
        await makeEncryption(folder, authority, clock)
      }
      await reread()
    },
  })
}

/** For whatever has no exchange to run: a description, a command. */
export const noExchangeKeys: ExchangeKeys = {
  signing: () => {
    throw new Error('there are no keys of the exchange here')
  },
  signingKeys: () => [],
  encryptionKeys: () => [],
  decryption: () => undefined,
  tls: () => {
    throw new Error('there are no keys of the exchange here')
  },
  certificates: () => [],
  openDesk: async () => undefined,
  renew: async () => undefined,
}

interface Held {
  readonly signing: readonly SigningPair[]
  readonly encryption: readonly EncryptionPair[]
  readonly tls: readonly TlsIdentity[]
}

/** The SHA-256 of a certificate, in hexadecimal digits: what a peer's is pinned by. */
export const certificateHash = (pem: string): string =>
  createHash('sha256').update(new X509Certificate(pem).raw).digest('hex')

/** The thumbprint of a public key (RFC 7638), by which it is called. */
export const kidOf = (jwk: PeerKey['jwk']): Promise<string> => calculateJwkThumbprint(jwk, 'sha256')

const publicPart = ({ kid, jwk, notBefore, notAfter }: PeerKey): PeerKey => ({ kid, jwk, notBefore, notAfter })

const fileName = (use: StoredKey['use'], kid: string): string => `exchange-${use}-${kid}.json`

async function readKeys(folder: string): Promise<Result<Held, KeyFailure>> {
  for (const name of readdirSync(folder).filter((each) => FILE.test(each))) {
    if (process.platform !== 'win32' && (statSync(join(folder, name)).mode & 0o077) !== 0) {
      return err(failure('exchange.key_exposed'))
    }
  }
  try {
    return ok(readKeysNow(folder))
  } catch {
    return err(failure('exchange.key_malformed'))
  }
}

/** Reads every key there is; a key that is known already is not read again. */
function readKeysNow(folder: string, known?: Held): Held {
  const signing: SigningPair[] = []
  const encryption: EncryptionPair[] = []
  const tls: (TlsIdentity & { readonly notBefore: string })[] = []
  for (const name of readdirSync(folder).filter((each) => FILE.test(each))) {
    const kid = name.slice(name.indexOf('-', 'exchange-'.length) + 1, -'.json'.length)
    const old = known?.signing.find((key) => key.kid === kid) ?? known?.encryption.find((key) => key.kid === kid)
    if (old && 'authority' in old) {
      encryption.push(old as EncryptionPair)
      continue
    }
    if (old) {
      signing.push(old)
      continue
    }
    const stored = storedKey.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    if (stored.use === 'tls') {
      tls.push({ key: stored.pem, cert: stored.cert, notBefore: stored.notBefore })
      continue
    }
    const privateKey = createPrivateKey(stored.pem)
    const jwk = publicJwk(privateKey)
    const pair = { kid, jwk, privateKey, notBefore: asInstant(stored.notBefore), notAfter: asInstant(stored.notAfter) }
    if (stored.use === 'sign') signing.push(pair)
    else encryption.push({ ...pair, authority: stored.authority })
  }
  tls.sort((a, b) => (a.notBefore < b.notBefore ? -1 : 1))
  return { signing, encryption, tls }
}

function publicJwk(privateKey: KeyObject): PeerKey['jwk'] {
  const { crv, x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if ((crv !== 'Ed25519' && crv !== 'X25519') || x === undefined) throw new TypeError('not a key of the exchange')
  return { kty: 'OKP', crv, x }
}

const validity = (clock: Clock): { notBefore: Instant; notAfter: Instant } => {
  const now = Date.parse(clock.now())
  // A minute before, for a clock on the other side that is a little behind.
  return { notBefore: asInstant(now - 60_000), notAfter: asInstant(now + (KEY_DAYS + OVERLAP_DAYS) * DAY_MS) }
}

async function makeSigning(folder: string, clock: Clock): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519')
  await write(folder, privateKey, { use: 'sign', ...validity(clock), pem: pemOf(privateKey) })
}

async function makeEncryption(folder: string, authority: string, clock: Clock): Promise<void> {
  const { privateKey } = generateKeyPairSync('x25519')
  await write(folder, privateKey, { use: 'encrypt', authority, ...validity(clock), pem: pemOf(privateKey) })
}

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** For the channel alone: what it is pinned by is its own hash, so that its names say nothing. */
async function makeCertificate(folder: string, clock: Clock): Promise<void> {
  const { notBefore } = validity(clock)
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'GloACT exchange' }], {
    keyType: 'ec',
    notBeforeDate: new Date(notBefore),
    notAfterDate: new Date(Date.parse(notBefore) + 10 * KEY_DAYS * DAY_MS),
  })
  const stored: StoredKey = {
    use: 'tls',
    notBefore,
    notAfter: asInstant(Date.parse(notBefore) + 10 * KEY_DAYS * DAY_MS),
    pem: made.private,
    cert: made.cert,
  }
  const name = createHash('sha256').update(new X509Certificate(made.cert).raw).digest('base64url')
  writeKeyFile(join(folder, fileName('tls', name)), stored)
}

async function write(folder: string, privateKey: KeyObject, stored: StoredKey): Promise<void> {
  writeKeyFile(join(folder, fileName(stored.use, await kidOf(publicJwk(privateKey)))), stored)
}

/** Whole or not at all, and on the disk before anybody is given the public key. */
function writeKeyFile(path: string, stored: StoredKey): void {
  const temporary = `${path}.${process.pid}`
  const file = openSync(temporary, 'wx', 0o600)
  writeSync(file, JSON.stringify(stored))
  fsyncSync(file)
  closeSync(file)
  renameSync(temporary, path)
}
