import type { AgreedField, FieldKind } from './agreement.ts'
import { toBase64 } from './base64.ts'
import type { Feature, LinkageSchema } from './linkage-schema.ts'
import { COMPARISONS, STRICT_BITS, STRICT_LENGTH } from './profile-encoders.ts'

type Json = Readonly<Record<string, unknown>>

/** A linkage schema of version 3 as the JSON that clkhash and `readLinkageSchema` read: read again it is the same. */
export function writeLinkageSchema({ length, xorFolds, kdf, features }: LinkageSchema): Json {
  return {
    version: 3,
    clkConfig: {
      l: length / 2 ** xorFolds,
      ...(xorFolds > 0 && { xor_folds: xorFolds }),
      kdf: {
        type: 'HKDF',
        hash: kdf.hash,
        ...(kdf.salt.length > 0 && { salt: toBase64(kdf.salt) }),
        ...(kdf.info.length > 0 && { info: toBase64(kdf.info) }),
        keySize: kdf.keySize,
      },
    },
    features: features.map(writeFeature),
  }
}

function writeFeature(feature: Feature): Json {
  const { identifier } = feature
  if (feature.ignored) return { identifier, ignored: true }
  const { format, hashing } = feature
  const { comparison, strategy, hash, missingValue } = hashing
  return {
    identifier,
    format: format.type === 'string' ? { encoding: 'utf-8', ...format } : format,
    hashing: {
      comparison,
      strategy,
      hash:
        hash.type === 'doubleHash' && hash.preventSingularity
          ? { type: hash.type, prevent_singularity: true }
          : { type: hash.type },
      ...(missingValue && { missingValue }),
    },
  }
}

/** In a schema a name has no tokens of its consonants, so that its bigrams set more bits. */
const BITS: Readonly<Record<FieldKind, number>> = { ...STRICT_BITS, name: 20 }

/**
 * The fields of an agreement as a linkage schema, for parties who encode with clkhash. It is what the strict profile does as
 * far as a schema can say it: fields, bigrams, bits and filter length. Names are not turned to Latin letters and have no tokens
 * of their consonants, filters are neither balanced nor permuted, there are no dummies: encodings under it match none of a
 * profile, and leak more.
 *
 * @param columns all columns of the file in order: those that are no field are ignored. @param salt for the keys.
 */
export const linkageSchemaOf = (
  fields: readonly AgreedField[],
  columns: readonly string[],
  salt: Uint8Array,
): LinkageSchema => ({
  length: STRICT_LENGTH,
  xorFolds: 0,
  kdf: { hash: 'SHA256', salt, info: new Uint8Array(0), keySize: 64 },
  features: columns.map((identifier): Feature => {
    const field = fields.find(({ column }) => column === identifier)
    if (!field) return { identifier, ignored: true }
    return {
      identifier,
      ignored: false,
      format: field.kind === 'date' ? { type: 'date', format: '%Y-%m-%d' } : { type: 'string' },
      hashing: {
        comparison: COMPARISONS[field.kind],
        strategy: { bitsPerToken: BITS[field.kind] },
        hash: { type: 'blakeHash' },
        missingValue: { sentinel: '', replaceWith: '' },
      },
    }
  }),
})
