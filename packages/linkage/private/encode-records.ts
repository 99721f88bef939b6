import { err, ok, type Result } from '@gloact/kernel'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { formatValue, tokensOf } from './field-values.ts'
import type { Feature, LinkageSchema } from './linkage-schema.ts'
import type { HashedPiece } from './profile-encoders.ts'
import { blakeBits, doubleHashBits, type TokenBits } from './token-bits.ts'

/** A value that does not fit: which column, and why; never the value. */
export interface ValueProblem {
  readonly column: string
  readonly reason: string
}

export interface RecordEncoder {
  /** Bytes of one encoding. */
  readonly bytes: number
  /** Encodes one record: one text a feature of the schema, in its order. Bit 0 is the first byte’s highest bit. */
  encode(values: readonly string[]): Result<Uint8Array, ValueProblem>
  /** What is hashed of a record that fits, and how many bits each piece sets: what an attacker who knows the record knows. */
  pieces(values: readonly string[]): readonly HashedPiece[]
}

/**
 * Encodes records as cryptographic long-term keys (Schnell, Bachteler and Reiher 2011) under a linkage schema of version
 * 3, bit for bit as clkhash 0.18 does. Every feature has two keys of its own, by HKDF (RFC 5869) from the secret.
 */
export function createRecordEncoder(schema: LinkageSchema, secret: Uint8Array): RecordEncoder {
  const { length, xorFolds, features } = schema
  const keys = deriveKeys(schema, secret)
  const places = features.map((feature, at) => bitsOf(feature, keys[at]!, length))
  return {
    bytes: length / 2 ** xorFolds / 8,
    encode(values) {
      const filter = new Uint8Array(length / 8)
      for (const [at, feature] of features.entries()) {
        if (feature.ignored) continue
        const text = formatValue(feature, values[at] ?? '')
        if (!text.ok) return err({ column: feature.identifier, reason: text.error })
        setTokens(filter, tokensOf(feature.hashing.comparison, text.value), feature, places[at]!)
      }
      return ok(fold(filter, xorFolds))
    },
    pieces: (values) =>
      features.flatMap((feature, at) => {
        if (feature.ignored) return []
        const text = formatValue(feature, values[at] ?? '')
        const tokens = text.ok ? tokensOf(feature.hashing.comparison, text.value) : []
        return tokens.map((token, place) => ({ text: `${at} ${token}`, bits: bitsEach(feature, tokens.length, place) }))
      }),
  }
}

type Hashed = Extract<Feature, { ignored: false }>

/** How many bits a token sets, the `at`th of so many. */
const bitsEach = ({ hashing: { strategy } }: Hashed, tokens: number, at: number): number =>
  'bitsPerToken' in strategy
    ? strategy.bitsPerToken
    : Math.floor(strategy.bitsPerFeature / tokens) + (at < strategy.bitsPerFeature % tokens ? 1 : 0)

function setTokens(filter: Uint8Array, tokens: readonly string[], feature: Hashed, bits: TokenBits): void {
  for (const [at, token] of tokens.entries()) {
    const count = bitsEach(feature, tokens.length, at)
    const places = bits(token, count)
    for (let bit = 0; bit < count; bit++) {
      const place = places[bit]!
      filter[place >> 3]! |= 128 >> (place & 7)
    }
  }
}

interface FeatureKeys {
  readonly first: Uint8Array
  readonly second: Uint8Array
}

function deriveKeys({ kdf, features }: LinkageSchema, secret: Uint8Array): FeatureKeys[] {
  const size = kdf.keySize
  const hash = kdf.hash === 'SHA512' ? sha512 : sha256
  const derived = hkdf(hash, secret, kdf.salt, kdf.info, features.length * 2 * size)
  return features.map((_, at) => ({
    first: derived.subarray(2 * at * size, (2 * at + 1) * size),
    second: derived.subarray((2 * at + 1) * size, (2 * at + 2) * size),
  }))
}

function bitsOf(feature: Feature, { first, second }: FeatureKeys, length: number): TokenBits {
  if (feature.ignored) return () => []
  const { hash } = feature.hashing
  return hash.type === 'blakeHash'
    ? blakeBits(first, length)
    : doubleHashBits({ sha1: first, md5: second }, length, hash.preventSingularity)
}

/** Halves the filter so many times, each time joining its halves by exclusive or. */
function fold(filter: Uint8Array, folds: number): Uint8Array {
  let folded = filter
  for (let done = 0; done < folds; done++) {
    const half = folded.length / 2
    folded = folded.subarray(0, half).map((byte, at) => byte ^ folded[half + at]!)
  }
  return folded
}
