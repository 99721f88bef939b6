import { canonicalJson, ok, type Result } from '@gloact/kernel'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { problem, type LinkageProblem } from './linkage-schema.ts'

/** What a column holds, which decides how it is normalised, cut into tokens and how many bits it may set. */
export const FIELD_KINDS = ['name', 'date', 'sex', 'place', 'number', 'text'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

export const LINKAGE_PROFILES = ['strict', 'trusted-unit'] as const
export type LinkageProfile = (typeof LINKAGE_PROFILES)[number]

export const LINKAGE_PURPOSES = ['statistics', 'operations'] as const
export type LinkagePurpose = (typeof LINKAGE_PURPOSES)[number]

export interface AgreedField {
  readonly column: string
  readonly kind: FieldKind
}

/**
 * What the parties of a linkage have agreed on and signed. Its digest, over every word of it, also those that are not
 * read here, enters the key: whoever encodes under another wording matches nobody.
 */
export interface LinkageAgreement {
  readonly purpose: LinkagePurpose
  readonly parties: readonly string[]
  /** The last day on which it may be used, YYYY-MM-DD. */
  readonly expiresOn: string
  readonly profile: LinkageProfile
  /** Dummies for each record: at least `LEAST_DUMMY_SHARE` of the profile. */
  readonly dummyShare: number
  readonly fields: readonly AgreedField[]
  /** SHA-256 of the whole document, in hexadecimal. */
  readonly digest: string
}

/**
 * With fewer dummies the attack by similarities finds over one in a hundred where the attacker knows the whole list
 * (measured: docs/methods/linkage.md). Filters of single fields tell more, and need more.
 */
const LEAST_DUMMY_SHARE: Readonly<Record<LinkageProfile, number>> = { strict: 0.5, 'trusted-unit': 2 }
/**
 * Rises when a record would be encoded in other bits than before. It enters the key and the files, so that what two versions
 * encoded is refused together and never counted as strangers.
 */
export const ENCODING_VERSION = 3

/** Bytes of a key holder’s secret: fewer can be guessed from the encodings. */
const LEAST_SECRET = 32

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value)

/** Reads an agreement. Members that it does not know are allowed (who signed, where, which law) and are in the digest. */
export function readAgreement(json: unknown): Result<LinkageAgreement, LinkageProblem> {
  const invalid = (message: string) => problem('agreement_invalid', message)
  if (!isObject(json) || json['format'] !== 'gloact-linkage-agreement' || json['version'] !== 1) {
    return invalid('This is no linkage agreement: “format” has to be “gloact-linkage-agreement” and “version” 1.')
  }
  const purpose = oneOf(LINKAGE_PURPOSES, json['purpose'])
  if (!purpose) return invalid(`The agreement’s “purpose” has to be ${LINKAGE_PURPOSES.join(' or ')}.`)
  const profile = oneOf(LINKAGE_PROFILES, json['profile'])
  if (!profile) return invalid(`The agreement’s “profile” has to be ${LINKAGE_PROFILES.join(' or ')}.`)
  const { parties, expiresOn, dummyShare = LEAST_DUMMY_SHARE[profile], fields } = json
  const areNames = Array.isArray(parties) && parties.every((party) => typeof party === 'string' && party !== '')
  if (!areNames || new Set(parties).size < 2) return invalid('The agreement’s “parties” have to be two names or more.')
  if (typeof expiresOn !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(expiresOn)) {
    return invalid('The agreement’s “expiresOn” has to be a date, YYYY-MM-DD.')
  }
  const leastShare = LEAST_DUMMY_SHARE[profile]
  if (typeof dummyShare !== 'number' || !(dummyShare >= leastShare && dummyShare <= 4)) {
    return invalid(`The agreement’s “dummyShare” has to be from ${leastShare} to 4 in the ${profile} profile.`)
  }
  const read = fieldsOf(fields)
  if (!read) return invalid(`Each of the agreement’s “fields” has a “column” and a “kind”: ${FIELD_KINDS.join(', ')}.`)
  if (new Set(read.map(({ column }) => column)).size < read.length) return invalid('A column is agreed on twice.')
  if (read.length < 2) return invalid('The agreement has to name two fields or more: one does not tell persons apart.')
  const digest = bytesToHex(sha256(utf8ToBytes(canonicalJson(json))))
  return ok({ purpose, profile, parties: parties as string[], expiresOn, dummyShare, fields: read, digest })
}

function fieldsOf(json: unknown): AgreedField[] | undefined {
  if (!Array.isArray(json)) return undefined
  const fields: AgreedField[] = []
  for (const field of json as readonly unknown[]) {
    const kind = isObject(field) ? oneOf(FIELD_KINDS, field['kind']) : undefined
    const column = isObject(field) ? field['column'] : undefined
    if (!kind || typeof column !== 'string' || column === '') return undefined
    fields.push({ column, kind })
  }
  return fields
}

/**
 * The key of one project: HKDF-SHA-256 (RFC 5869) from the key holder’s secret, with the agreement’s digest as salt and the
 * purpose in the label. Another word in the agreement, or another purpose, gives an unrelated key.
 */
export function projectKey(
  { digest, purpose }: Pick<LinkageAgreement, 'digest' | 'purpose'>,
  secret: Uint8Array,
): Result<Uint8Array, LinkageProblem> {
  if (secret.length < LEAST_SECRET) {
    const message = `The secret has ${secret.length} bytes; ${LEAST_SECRET} random ones or more are needed.`
    return problem('secret_too_short', message)
  }
  return ok(hkdf(sha256, secret, utf8ToBytes(digest), utf8ToBytes(`gloact linkage ${ENCODING_VERSION} ${purpose}`), 64))
}

/** A key for a part of the work, from the project’s. */
export const partKey = (key: Uint8Array, label: string): Uint8Array =>
  hkdf(sha256, key, undefined, utf8ToBytes(`gloact linkage part ${label}`), 64)

/** Tells whether two files were made with one key, without telling the key. */
export const keyCheck = (key: Uint8Array): string =>
  bytesToHex(hmac(sha256, key, utf8ToBytes('gloact linkage key check'))).slice(0, 32)
