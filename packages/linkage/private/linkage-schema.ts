import { err, ok, type Result } from '@gloact/kernel'
import { fromBase64 } from './base64.ts'

/** What is wrong with an input of private linkage: a code, words for people, and where. Never a value of a record. */
export interface LinkageProblem {
  readonly code:
    | 'schema_invalid'
    | 'agreement_invalid'
    | 'agreement_expired'
    | 'secret_too_short'
    | 'key_invalid'
    | 'key_mismatch'
    | 'key_missing'
    | 'crypto_missing'
    | 'envelope_invalid'
    | 'receipt_invalid'
    | 'column_missing'
    | 'value_invalid'
    | 'record_duplicate'
    | 'encodings_invalid'
    | 'encodings_mixed'
    | 'attack_succeeds'
    | 'tries_changed'
    | 'list_too_small'
  readonly message: string
}

export const problem = (code: LinkageProblem['code'], message: string): Result<never, LinkageProblem> =>
  err({ code, message })

/** How a value is cut into tokens. */
export type Comparison =
  | { readonly type: 'ngram'; readonly n: number; readonly positional: boolean }
  | { readonly type: 'exact' }

/** How many bits a value sets: so many for each token, or so many altogether, shared among its tokens. */
export type BitStrategy = { readonly bitsPerToken: number } | { readonly bitsPerFeature: number }

export interface FeatureHashing {
  readonly comparison: Comparison
  readonly strategy: BitStrategy
  readonly hash: { readonly type: 'blakeHash' } | { readonly type: 'doubleHash'; readonly preventSingularity: boolean }
  readonly missingValue?: { readonly sentinel: string; readonly replaceWith: string }
}

export type FeatureFormat =
  | {
      readonly type: 'string'
      readonly pattern?: string
      readonly case?: 'lower' | 'upper' | 'mixed'
      readonly minLength?: number
      readonly maxLength?: number
    }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'date'; readonly format: string }
  | { readonly type: 'enum'; readonly values: readonly string[] }

/** A column as the schema describes it; one that is ignored is in the file and not in the encoding. */
export type Feature =
  | { readonly identifier: string; readonly ignored: true }
  | {
      readonly identifier: string
      readonly ignored: false
      readonly format: FeatureFormat
      readonly hashing: FeatureHashing
    }

/** A linkage schema of version 3, as clkhash reads it. `length` is in bits, before it is folded. */
export interface LinkageSchema {
  readonly length: number
  readonly xorFolds: number
  readonly kdf: {
    readonly hash: 'SHA256' | 'SHA512'
    readonly salt: Uint8Array
    readonly info: Uint8Array
    readonly keySize: number
  }
  readonly features: readonly Feature[]
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const wholeNumber = (value: unknown, least: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least

class Invalid extends Error {}

const demand = (holds: boolean, message: string): void => {
  if (!holds) throw new Invalid(message)
}

/** Longest filter and most hash bits a feature may ask for: above them a schema is a mistake, and memory runs out. */
const LONGEST = 65_536

/**
 * Reads a linkage schema of version 3 (the format of clkhash and the anonlink entity service).
 *
 * @param json the parsed JSON. @returns the schema, or `schema_invalid` with the place that is wrong.
 */
export function readLinkageSchema(json: unknown): Result<LinkageSchema, LinkageProblem> {
  try {
    return ok(schemaOf(json))
  } catch (error) {
    if (error instanceof Invalid) return problem('schema_invalid', error.message)
    throw error
  }
}

function schemaOf(json: unknown): LinkageSchema {
  if (!isObject(json)) throw new Invalid('The schema is not a JSON object.')
  demand(json['version'] === 3, 'The schema’s “version” has to be 3: convert older ones first.')
  const config = json['clkConfig']
  if (!isObject(config)) throw new Invalid('The schema has no “clkConfig”.')
  const length = config['l']
  if (!wholeNumber(length, 8)) throw new Invalid('“clkConfig.l” has to be a whole number of bits, a multiple of 8.')
  const xorFolds = config['xor_folds'] ?? 0
  if (!wholeNumber(xorFolds, 0)) throw new Invalid('“clkConfig.xor_folds” has to be a whole number.')
  demand(length % 8 === 0 && xorFolds <= 8 && length * 2 ** xorFolds <= LONGEST, '“clkConfig.l” is out of range.')
  const features = json['features']
  if (!Array.isArray(features) || features.length === 0) throw new Invalid('The schema has no “features”.')
  const read = features.map((feature: unknown, at) => featureOf(feature, `features[${at}]`))
  demand(new Set(read.map(({ identifier }) => identifier)).size === read.length, 'A feature is in the schema twice.')
  demand(
    read.some(({ ignored }) => !ignored),
    'Every feature of the schema is ignored: there would be nothing to compare.',
  )
  const total = length * 2 ** xorFolds
  const needsPower = read.some((feature) => !feature.ignored && feature.hashing.hash.type === 'blakeHash')
  demand(!needsPower || Number.isInteger(Math.log2(total)), '“clkConfig.l” has to be a power of two for blakeHash.')
  return { length: total, xorFolds, kdf: kdfOf(config['kdf']), features: read }
}

function kdfOf(json: unknown): LinkageSchema['kdf'] {
  if (!isObject(json)) throw new Invalid('The schema has no “clkConfig.kdf”.')
  demand((json['type'] ?? 'HKDF') === 'HKDF', '“clkConfig.kdf.type” has to be HKDF.')
  const hash = json['hash'] ?? 'SHA256'
  if (hash !== 'SHA256' && hash !== 'SHA512') throw new Invalid('“clkConfig.kdf.hash” has to be SHA256 or SHA512.')
  const keySize = json['keySize'] ?? 64
  if (!wholeNumber(keySize, 16) || keySize > 64) throw new Invalid('“clkConfig.kdf.keySize” has to be 16 to 64 bytes.')
  return { hash, keySize, salt: bytesOf(json['salt'], 'salt'), info: bytesOf(json['info'], 'info') }
}

function bytesOf(value: unknown, name: string): Uint8Array {
  if (value === undefined) return new Uint8Array(0)
  const bytes = typeof value === 'string' ? fromBase64(value) : undefined
  if (!bytes) throw new Invalid(`“clkConfig.kdf.${name}” is not base64.`)
  return bytes
}

function featureOf(json: unknown, place: string): Feature {
  if (!isObject(json) || typeof json['identifier'] !== 'string') throw new Invalid(`“${place}” has no “identifier”.`)
  const { identifier } = json
  if (json['ignored'] === true) return { identifier, ignored: true }
  const format = formatOf(json['format'], place)
  const hashing = json['hashing']
  if (!isObject(hashing)) throw new Invalid(`“${place}” has no “hashing”.`)
  const missing = hashing['missingValue']
  return {
    identifier,
    ignored: false,
    format,
    hashing: {
      comparison: comparisonOf(hashing['comparison'], place),
      strategy: strategyOf(hashing['strategy'], place),
      hash: hashOf(hashing['hash'], place),
      ...(missing !== undefined && { missingValue: missingOf(missing, place) }),
    },
  }
}

function missingOf(json: unknown, place: string): { sentinel: string; replaceWith: string } {
  const sentinel = isObject(json) ? json['sentinel'] : undefined
  if (!isObject(json) || typeof sentinel !== 'string') throw new Invalid(`“${place}.missingValue” has no “sentinel”.`)
  const replaceWith = json['replaceWith']
  return { sentinel, replaceWith: typeof replaceWith === 'string' ? replaceWith : sentinel }
}

function comparisonOf(json: unknown, place: string): Comparison {
  if (isObject(json) && json['type'] === 'exact') return { type: 'exact' }
  if (isObject(json) && json['type'] === 'ngram' && wholeNumber(json['n'], 1)) {
    return { type: 'ngram', n: json['n'], positional: json['positional'] === true }
  }
  throw new Invalid(`“${place}.hashing.comparison” has to be “ngram” (with n) or “exact”.`)
}

function strategyOf(json: unknown, place: string): BitStrategy {
  if (isObject(json)) {
    const { bitsPerToken, bitsPerFeature } = json
    if (wholeNumber(bitsPerToken, 1) && bitsPerToken <= LONGEST) return { bitsPerToken }
    if (wholeNumber(bitsPerFeature, 1) && bitsPerFeature <= LONGEST) return { bitsPerFeature }
  }
  throw new Invalid(`“${place}.hashing.strategy” has to give “bitsPerToken” or “bitsPerFeature”.`)
}

function hashOf(json: unknown, place: string): FeatureHashing['hash'] {
  const type = json === undefined ? 'blakeHash' : isObject(json) ? json['type'] : undefined
  if (type === 'blakeHash') return { type }
  if (type === 'doubleHash') {
    const { prevent_singularity: snake, preventSingularity: camel } = isObject(json) ? json : {}
    return { type, preventSingularity: snake === true || camel === true }
  }
  throw new Invalid(`“${place}.hashing.hash.type” has to be “blakeHash” or “doubleHash”.`)
}

function formatOf(json: unknown, place: string): FeatureFormat {
  if (!isObject(json)) throw new Invalid(`“${place}” has no “format”.`)
  const encoding = json['encoding'] ?? 'utf-8'
  demand(encoding === 'utf-8' || encoding === 'ascii', `“${place}.format.encoding” has to be utf-8.`)
  const numberAt = (name: string) => (typeof json[name] === 'number' ? { [name]: json[name] } : {})
  switch (json['type']) {
    case 'string': {
      const { pattern, case: letterCase } = json
      return {
        type: 'string',
        ...(typeof pattern === 'string' && { pattern }),
        ...((letterCase === 'lower' || letterCase === 'upper') && { case: letterCase }),
        ...numberAt('minLength'),
        ...numberAt('maxLength'),
      }
    }
    case 'integer':
      return { type: 'integer', ...numberAt('minimum'), ...numberAt('maximum') }
    case 'date': {
      const { format } = json
      if (typeof format !== 'string') throw new Invalid(`“${place}.format” names no date “format”.`)
      return { type: 'date', format }
    }
    case 'enum': {
      const { values } = json
      if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) {
        throw new Invalid(`“${place}.format” names no “values”.`)
      }
      return { type: 'enum', values }
    }
    default:
      throw new Invalid(`“${place}.format.type” has to be string, integer, date or enum.`)
  }
}
