import { canonicalJson, ok, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64 } from './base64.ts'
import { PUBLIC_KEY_BYTES } from './envelope/key-pair.ts'
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

/** Which records may be linked at all, by a column that says so: consent, or another legal basis. */
export interface RecordFilter {
  readonly column: string
  readonly values: readonly string[]
}

/** Whose public keys the agreement names, as base64 (`KeyPair`): with them lists travel signed and encrypted. */
export interface AgreedKeys {
  readonly unit: { readonly name: string; readonly key: string }
  /** The key of each party, by its name. */
  readonly parties: Readonly<Record<string, string>>
}

/**
 * What the parties of a linkage have agreed on and signed. Its digest, over every word of it, also those that are not
 * read here, enters the key: anyone who encodes under another wording matches nobody.
 */
export interface LinkageAgreement {
  readonly purpose: LinkagePurpose
  readonly parties: readonly string[]
  /** The last day on which it may be used, YYYY-MM-DD. */
  readonly expiresOn: string
  readonly profile: LinkageProfile
  /** Fewest dummies for each record, at least `LEAST_DUMMY_SHARE` of the profile; how many more there are, chance decides. */
  readonly dummyShare: number
  /** Whether the agreement states no share: each list then takes that for its size (`dummyShareFor`), `dummyShare` at least. */
  readonly shareBySize: boolean
  /** Share of the records that an attack may find before nothing is handed out; an agency may be stricter. */
  readonly mostFound: number
  readonly fields: readonly AgreedField[]
  /** Records that it does not let through are not encoded; null where all are. */
  readonly filter: RecordFilter | null
  /**
   * The column that says which records are planted: invented people that the parties agreed on and each entered as it enters
   * anybody, with the same number in each list. Null where none are.
   */
  readonly planted: string | null
  /** Null where lists travel neither signed nor encrypted by this software. */
  readonly keys: AgreedKeys | null
  /** SHA-256 of the whole document, in hexadecimal. */
  readonly digest: string
}

/**
 * With fewer dummies the attack by similarities finds over one in a hundred where the attacker knows the whole list
 * (measured: docs/methods/linkage.md). Filters of single fields tell more, and need more.
 */
const LEAST_DUMMY_SHARE: Readonly<Record<LinkageProfile, number>> = { strict: 0.5, 'trusted-unit': 2 }

/** Of fewer records than these more dummies hide them: measured on lists of 460 to 940 (docs/methods/linkage.md, “By the size of the lists”). */
export const SMALL_LIST = 1000
const SMALL_LIST_SHARE: Readonly<Record<LinkageProfile, number>> = { strict: 1, 'trusted-unit': 2 }

/** How many dummies a record to agree on where the smallest list has so many records. */
export const dummyShareFor = (profile: LinkageProfile, smallest: number): number =>
  smallest < SMALL_LIST ? SMALL_LIST_SHARE[profile] : LEAST_DUMMY_SHARE[profile]

/** The dummies a record that a list of so many takes under the agreement. */
export const dummyShareOf = (
  { profile, dummyShare, shareBySize }: Pick<LinkageAgreement, 'profile' | 'dummyShare' | 'shareBySize'>,
  records: number,
): number => (shareBySize ? Math.max(dummyShare, dummyShareFor(profile, records)) : dummyShare)

/**
 * Rises when a record would be encoded in other bits than before. It enters the key and the files, so that what two versions
 * encoded is refused together and never counted as strangers.
 */
export const ENCODING_VERSION = 4

/** Share of the records that an attack may find, where the agreement states none; and the most that one may state. */
export const MOST_FOUND = 0.01
const MOST_AGREED = 0.1

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value)

/** Reads an agreement. Members that it does not know are allowed (who signed, where, which law) and are in the digest. */
export function readAgreement(json: unknown): Result<LinkageAgreement, LinkageProblem> {
  const invalid = (message: string) => problem('agreement_invalid', message)
  if (!isObject(json) || json['format'] !== 'gloact-linkage-agreement' || json['version'] !== 1) {
    return invalid('This is not a linkage agreement: “format” has to be “gloact-linkage-agreement” and “version” 1.')
  }
  const purpose = oneOf(LINKAGE_PURPOSES, json['purpose'])
  if (!purpose) return invalid(`The agreement’s “purpose” has to be ${LINKAGE_PURPOSES.join(' or ')}.`)
  const profile = oneOf(LINKAGE_PROFILES, json['profile'])
  if (!profile) return invalid(`The agreement’s “profile” has to be ${LINKAGE_PROFILES.join(' or ')}.`)
  const { parties, expiresOn, dummyShare = LEAST_DUMMY_SHARE[profile], mostFound = MOST_FOUND, fields } = json
  const areNames = Array.isArray(parties) && parties.every((party) => typeof party === 'string' && party !== '')
  if (!areNames || new Set(parties).size < 2) return invalid('The agreement’s “parties” have to be two names or more.')
  if (typeof expiresOn !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(expiresOn)) {
    return invalid('The agreement’s “expiresOn” has to be a date, YYYY-MM-DD.')
  }
  const leastShare = LEAST_DUMMY_SHARE[profile]
  if (typeof dummyShare !== 'number' || !(dummyShare >= leastShare && dummyShare <= 4)) {
    return invalid(`The agreement’s “dummyShare” has to be from ${leastShare} to 4 in the ${profile} profile.`)
  }
  if (typeof mostFound !== 'number' || !(mostFound >= 0 && mostFound <= MOST_AGREED)) {
    return invalid(`The agreement’s “mostFound” has to be from 0 to ${MOST_AGREED}, such as ${MOST_FOUND}.`)
  }
  const read = fieldsOf(fields)
  if (!read) return invalid(`Each of the agreement’s “fields” has a “column” and a “kind”: ${FIELD_KINDS.join(', ')}.`)
  if (new Set(read.map(({ column }) => column)).size < read.length) return invalid('A column is agreed on twice.')
  if (read.length < 2) return invalid('The agreement has to name two fields or more: one does not tell persons apart.')
  const filter = json['filter'] === undefined ? null : filterOf(json['filter'])
  if (filter === undefined) return invalid('The agreement’s “filter” has a “column” and one of its “values” or more.')
  const { planted = null } = json
  const isColumn =
    typeof planted === 'string' && planted.trim() !== '' && !read.some(({ column }) => column === planted)
  if (planted !== null && !isColumn)
    return invalid('The agreement’s “planted” has to be a column that is not one of its “fields”.')
  const keys = keysOf(json, parties as string[])
  if (keys === undefined) {
    return invalid(
      'An agreement with keys names a “unit” with “name” and “key”, and in “keys” a key for each party by its name, ' +
        'each a different one, as “gloact encode pair” prints it.',
    )
  }
  const digest = bytesToHex(sha256(utf8ToBytes(canonicalJson(json))))
  return ok({
    purpose,
    profile,
    parties: parties as string[],
    expiresOn,
    dummyShare,
    shareBySize: json['dummyShare'] === undefined,
    mostFound,
    fields: read,
    filter,
    planted: isColumn ? planted : null,
    keys,
    digest,
  })
}

function filterOf(json: unknown): RecordFilter | undefined {
  const { column, values } = isObject(json) ? json : {}
  if (typeof column !== 'string' || column === '' || !Array.isArray(values) || values.length === 0) return undefined
  const texts = values.filter((value) => typeof value === 'string' && value.trim() !== '')
  return texts.length === values.length ? { column, values: texts } : undefined
}

/** Null where the agreement names none; undefined where what it names is not whole. */
function keysOf(json: Readonly<Record<string, unknown>>, parties: readonly string[]): AgreedKeys | null | undefined {
  const { unit, keys } = json
  if (keys === undefined) return null
  if (!isObject(unit) || !isObject(keys)) return undefined
  const { name, key } = unit
  if (typeof name !== 'string' || name === '' || !isPublicKey(key)) return undefined
  const byParty = Object.entries(keys).filter((entry): entry is [string, string] => isPublicKey(entry[1]))
  const named = new Map(byParty)
  const isWhole = parties.every((party) => named.has(party)) && Object.keys(keys).length === new Set(parties).size
  const areOthers = new Set([key, ...named.values()]).size === named.size + 1
  return isWhole && areOthers ? { unit: { name, key }, parties: Object.fromEntries(byParty) } : undefined
}

const isPublicKey = (value: unknown): value is string =>
  typeof value === 'string' && fromBase64(value)?.length === PUBLIC_KEY_BYTES

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
