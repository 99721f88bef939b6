import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'

/** AES-256: the length of every key, in bytes. */
export const KEY_BYTES = 32

const FORMAT = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const OVERHEAD = 1 + IV_BYTES + TAG_BYTES

/** Where a sealed value belongs. It opens only for this person and in this place. */
export const bindingOf = (personId: string, place: string): string => `person:${personId}|place:${place}`

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D) under a key of 32 bytes. The binding is additional authenticated data,
 * so that a sealed value that was moved to another person or place does not open.
 *
 * Layout: one byte of format version, 12 random bytes of initialisation vector, the cipher text, 16 bytes of tag.
 * Random vectors allow 2^32 values a key (SP 800-38D §8.3); a person's key seals some thousands.
 */
export function seal(key: KeyObject | Uint8Array, plaintext: Uint8Array, binding: string): Uint8Array {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', asKeyObject(key), iv, { authTagLength: TAG_BYTES }).setAAD(
    additionalData(binding),
  )
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `seal` made. Throws a seal-broken error (see `isSealBroken`), which says nothing of the content. */
export function unseal(key: KeyObject | Uint8Array, sealed: Uint8Array, binding: string): Uint8Array {
  if (sealed.length < OVERHEAD || sealed[0] !== FORMAT) throw sealBroken()
  const iv = sealed.subarray(1, 1 + IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', asKeyObject(key), iv, { authTagLength: TAG_BYTES })
    .setAAD(additionalData(binding))
    .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const opened = decipher.update(sealed.subarray(1 + IV_BYTES, sealed.length - TAG_BYTES))
  try {
    decipher.final()
  } catch {
    opened.fill(0)
    throw sealBroken()
  }
  return opened
}

/** Node takes bytes as a key too, but three times as slowly: opening many persons' keys would be mostly that. */
const asKeyObject = (key: KeyObject | Uint8Array): KeyObject => (key instanceof Uint8Array ? createSecretKey(key) : key)

/** The format version is authenticated too: a value cannot be passed off as one of another format. */
const additionalData = (binding: string): Buffer => Buffer.concat([Buffer.of(FORMAT), Buffer.from(binding, 'utf8')])

const SEAL_BROKEN = 'vault.seal_broken'

/** Changed bytes, another key or another binding: damage, tampering or a bug, never an expected outcome. */
export const sealBroken = (): Error & { readonly code: typeof SEAL_BROKEN } =>
  Object.assign(new Error('A sealed value does not open: it was changed, moved, or sealed under another key.'), {
    code: SEAL_BROKEN,
  } as const)

/** Whether an error says that a sealed value did not open. */
export const isSealBroken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === SEAL_BROKEN
