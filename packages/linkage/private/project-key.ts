import { ok, type Result } from '@gloact/kernel'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { ENCODING_VERSION, type LinkageAgreement } from './agreement.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'

declare class TextDecoder {
  decode(bytes: Uint8Array): string
}

/** Bytes of a key holder’s secret: fewer can be guessed from the encodings. */
const LEAST_SECRET = 32
const KEY_BYTES = 64
const FORMAT = 'gloact-project-key'

/** What of an agreement its key is made of. */
type Agreed = Pick<LinkageAgreement, 'digest' | 'purpose'>

/**
 * The key of one project: HKDF-SHA-256 (RFC 5869) from the key holder’s secret, with the agreement’s digest as salt and the
 * purpose in the label. Another word in the agreement, or another purpose, gives an unrelated key.
 */
export function projectKey({ digest, purpose }: Agreed, secret: Uint8Array): Result<Uint8Array, LinkageProblem> {
  if (secret.length < LEAST_SECRET) {
    const message = `The secret has ${secret.length} bytes; ${LEAST_SECRET} random ones or more are needed.`
    return problem('secret_too_short', message)
  }
  return ok(
    hkdf(sha256, secret, utf8ToBytes(digest), utf8ToBytes(`gloact linkage ${ENCODING_VERSION} ${purpose}`), KEY_BYTES),
  )
}

/** A key for a part of the work, from the project’s. */
export const partKey = (key: Uint8Array, label: string): Uint8Array =>
  hkdf(sha256, key, undefined, utf8ToBytes(`gloact linkage part ${label}`), 64)

/** Tells whether two files were made with one key, without telling the key. */
export const keyCheck = (key: Uint8Array): string =>
  bytesToHex(hmac(sha256, key, utf8ToBytes('gloact linkage key check'))).slice(0, 32)

/** What stands for a planted record's number in the encodings: the same in each list, and nothing without the key. */
export const plantedTag = (key: Uint8Array, number: string): string =>
  bytesToHex(hmac(sha256, partKey(key, 'planted'), utf8ToBytes(number.normalize('NFKC').trim().toLowerCase()))).slice(
    0,
    32,
  )

/** The text of the file that the key holder hands to the agencies: the key of one project, from which no other follows. */
export const writeProjectKey = ({ digest, purpose }: Agreed, key: Uint8Array): string =>
  `${JSON.stringify({ format: FORMAT, version: ENCODING_VERSION, agreement: digest, purpose, key: toBase64(key) })}\n`

/** The members of a project key’s file; undefined where it is none, and so a secret. */
function membersOf(given: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  if (given[0] !== 123) return undefined
  try {
    const json = JSON.parse(new TextDecoder().decode(given)) as unknown
    const isKey = typeof json === 'object' && json !== null && 'format' in json && json.format === FORMAT
    return isKey ? { ...json } : undefined
  } catch {
    return undefined
  }
}

/** Whether the key holder gave the key of one project, and not the secret that the keys of all are made of. */
export const isProjectKey = (given: Uint8Array): boolean => membersOf(given) !== undefined

/**
 * The project’s key from what the key holder gave: the file of the key itself (`writeProjectKey`), which has to be of this
 * agreement, or the secret.
 */
export function keyGiven(agreement: Agreed, given: Uint8Array): Result<Uint8Array, LinkageProblem> {
  const members = membersOf(given)
  if (!members) return projectKey(agreement, given)
  const { version, agreement: digest, purpose, key } = members
  const bytes = typeof key === 'string' ? fromBase64(key) : undefined
  if (bytes?.length !== KEY_BYTES) {
    return problem('key_invalid', 'The project’s key is damaged. Use the file again as the key holder made it.')
  }
  if (digest !== agreement.digest || purpose !== agreement.purpose || version !== ENCODING_VERSION) {
    const message =
      'The key belongs to another agreement, or to one that differs by a word, or was made by another version of this software.'
    return problem('key_mismatch', message)
  }
  return ok(bytes)
}

const LINE_BREAK = 10
const CARRIAGE_RETURN = 13

/** The secret of a file or a field, without a line break at its end. */
export function secretIn(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === LINE_BREAK || bytes[end - 1] === CARRIAGE_RETURN)) end--
  return new Uint8Array(bytes.subarray(0, end))
}
