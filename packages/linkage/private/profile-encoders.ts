import { nameSkeletons } from '@gloact/names'
import { blake2b } from '@noble/hashes/blake2.js'
import type { FieldKind, LinkageAgreement } from './agreement.ts'
import { tokensOf } from './field-values.ts'
import type { Comparison } from './linkage-schema.ts'
import { birthBand, normaliseValue } from './normalise.ts'
import { partKey } from './project-key.ts'
import { blakeBits, type TokenBits } from './token-bits.ts'

/**
 * A part of an encoding: the filter of one field, or of the whole record. `field` counts the agreement’s fields; `salt` is
 * the field that decides its key, where one does: filters of records that differ in it have nothing in common.
 */
export interface FilterSlot {
  readonly field: number
  readonly bytes: number
  readonly salt?: number
}

/** Encodes records under an agreement: the filters of each, one after the other. */
export interface ProfileEncoder {
  readonly slots: readonly FilterSlot[]
  /** Bytes of one encoding. */
  readonly width: number
  /** @param values one text a field of the agreement, in its order. */
  encode(values: readonly string[]): Uint8Array
  /** What is hashed of a record, and how many bits each piece sets: what an attacker who knows the record knows. */
  pieces(values: readonly string[]): readonly HashedPiece[]
}

/** A token together with what decides its key, in clear. */
export interface HashedPiece {
  readonly text: string
  readonly bits: number
}

/** What tokens a field of each kind is cut into. */
export const COMPARISONS: Readonly<Record<FieldKind, Comparison>> = {
  name: { type: 'ngram', n: 2, positional: false },
  place: { type: 'ngram', n: 2, positional: false },
  text: { type: 'ngram', n: 2, positional: false },
  date: { type: 'ngram', n: 2, positional: true },
  number: { type: 'ngram', n: 2, positional: true },
  sex: { type: 'exact' },
}

/**
 * Bits a token sets in a record’s filter, by how well the field tells persons apart: names and dates many, a place few.
 * A token of a date or number says less than one of a name, since it has many.
 */
export const STRICT_BITS: Readonly<Record<FieldKind, number>> = {
  name: 12,
  date: 20,
  number: 14,
  text: 6,
  place: 6,
  sex: 8,
}
export const STRICT_LENGTH = 2048
const FIELD_LENGTH = 512
const FIELD_BITS = 12
const FIELD_SEX_BITS = 24
const bitsOf = (kind: FieldKind): number => (kind === 'sex' ? FIELD_SEX_BITS : FIELD_BITS)

export function createProfileEncoder(agreement: LinkageAgreement, key: Uint8Array): ProfileEncoder {
  return agreement.profile === 'strict' ? strictEncoder(agreement, key) : fieldEncoder(agreement, key)
}

const tokensFor = (kind: FieldKind, normalised: string): string[] => {
  if (normalised === '') return []
  const tokens = tokensOf(COMPARISONS[kind], normalised)
  return kind === 'name' ? [...tokens, ...consonantTokens(normalised)] : tokens
}

/**
 * A name’s consonants as tokens of their own: what two scripts share of a name whose vowels one of them does not write
 * (measured: docs/methods/linkage.md).
 */
const consonantTokens = (normalised: string): string[] =>
  nameSkeletons(normalised).flatMap((skeleton) =>
    tokensOf(COMPARISONS.name, skeleton).map((token) => `consonants ${token}`),
  )

function setBits(filter: Uint8Array, tokens: readonly string[], bits: TokenBits, count: number): void {
  for (const token of tokens) {
    const places = bits(token, count)
    for (let bit = 0; bit < count; bit++) filter[places[bit]! >> 3]! |= 128 >> (places[bit]! & 7)
  }
}

/**
 * The strict profile: one filter a record, of 2,048 bits, every field under a key of its own with independent hashes; then
 * balanced (beside its complement, so that every filter has as many bits set) and permuted by the key.
 */
function strictEncoder({ fields }: LinkageAgreement, key: Uint8Array): ProfileEncoder {
  const places = fields.map((_, at) => blakeBits(partKey(key, `field ${at}`), STRICT_LENGTH))
  const order = permutation(partKey(key, 'permutation'), 2 * STRICT_LENGTH)
  const width = (2 * STRICT_LENGTH) / 8
  return {
    slots: [{ field: 0, bytes: width }],
    width,
    encode(values) {
      const filter = new Uint8Array(STRICT_LENGTH / 8)
      for (const [at, { kind }] of fields.entries()) {
        const tokens = tokensFor(kind, normaliseValue(kind, values[at] ?? ''))
        setBits(filter, tokens, places[at]!, STRICT_BITS[kind])
      }
      const balanced = new Uint8Array(width)
      for (let bit = 0; bit < 2 * STRICT_LENGTH; bit++) {
        const own = bit % STRICT_LENGTH
        const isSet = (filter[own >> 3]! & (128 >> (own & 7))) !== 0
        if (isSet === bit < STRICT_LENGTH) balanced[order[bit]! >> 3]! |= 128 >> (order[bit]! & 7)
      }
      return balanced
    },
    pieces: (values) =>
      fields.flatMap(({ kind }, at) =>
        tokensFor(kind, normaliseValue(kind, values[at] ?? '')).map((token) => ({
          text: `${at} ${token}`,
          bits: STRICT_BITS[kind],
        })),
      ),
  }
}

/** The numbers below `length` in an order that the key decides (Fisher and Yates, on keyed BLAKE2b in counter mode). */
function permutation(key: Uint8Array, length: number): Uint16Array {
  const order = Uint16Array.from({ length }, (_, at) => at)
  let block = new Uint8Array(0)
  let used = 0
  const next = (): number => {
    if (used === block.length) {
      const counter = new Uint8Array(8)
      new DataView(counter.buffer).setUint32(0, (nextBlock += 1))
      block = blake2b(counter, { key })
      used = 0
    }
    const value = new DataView(block.buffer, block.byteOffset + used, 4).getUint32(0)
    used += 4
    return value
  }
  let nextBlock = 0
  for (let at = length - 1; at > 0; at--) {
    const other = next() % (at + 1)
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
}

/** What of a record decides a filter’s key besides its field: from which field, and how; undefined where not recorded. */
interface Salt {
  readonly from?: number
  readonly of: (normalised: readonly string[]) => string | undefined
}

const UNSALTED: Salt = { of: () => '' }

interface FieldPart {
  readonly field: number
  readonly kind: FieldKind
  readonly salt: Salt
}

/**
 * The trusted-unit profile: a filter of 512 bits for each field. Names, whose frequencies are public, are salted: one
 * filter under a key that depends on the sex and one on the decade of birth, as far as these are recorded, so that a
 * mistake in one of them does not hide a person.
 */
function fieldEncoder({ fields }: LinkageAgreement, key: Uint8Array): ProfileEncoder {
  const known = new Map<string, TokenBits>()
  const placesOf = (label: string): TokenBits => {
    const found = known.get(label) ?? blakeBits(partKey(key, label), FIELD_LENGTH)
    known.set(label, found)
    return found
  }
  const sexAt = fields.findIndex(({ kind }) => kind === 'sex')
  const birthAt = fields.findIndex(({ kind }) => kind === 'date')
  const salts: Salt[] = []
  if (sexAt >= 0) {
    salts.push({
      from: sexAt,
      of: (normalised) => (normalised[sexAt] ? `sex ${normalised[sexAt]}` : undefined),
    })
  }
  if (birthAt >= 0) {
    salts.push({
      from: birthAt,
      of: (normalised) => {
        const band = birthBand(normalised[birthAt] ?? '')
        return band === undefined ? undefined : `born ${band}`
      },
    })
  }
  const parts = fields.flatMap(({ kind }, field) =>
    (kind === 'name' && salts.length > 0 ? salts : [UNSALTED]).map((salt): FieldPart => ({ field, kind, salt })),
  )
  const bytes = FIELD_LENGTH / 8
  return {
    slots: parts.map(({ field, salt: { from } }) => ({ field, bytes, ...(from !== undefined && { salt: from }) })),
    width: parts.length * bytes,
    encode(values) {
      const normalised = fields.map(({ kind }, at) => normaliseValue(kind, values[at] ?? ''))
      const encoding = new Uint8Array(parts.length * bytes)
      for (const [at, { field, kind, salt }] of parts.entries()) {
        const salted = salt.of(normalised)
        if (salted === undefined) continue
        const filter = encoding.subarray(at * bytes, (at + 1) * bytes)
        const tokens = tokensFor(kind, normalised[field]!)
        setBits(filter, tokens, placesOf(`field ${field} ${salted}`), bitsOf(kind))
      }
      return encoding
    },
    pieces(values) {
      const normalised = fields.map(({ kind }, at) => normaliseValue(kind, values[at] ?? ''))
      return parts.flatMap(({ field, kind, salt }, slot) => {
        const salted = salt.of(normalised)
        if (salted === undefined) return []
        const tokens = tokensFor(kind, normalised[field]!)
        return tokens.map((token) => ({ text: `${slot} ${salted} ${token}`, bits: bitsOf(kind) }))
      })
    },
  }
}
