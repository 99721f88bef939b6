import { canonicalJson, ok, type Result } from '@gloact/kernel'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { LinkageAgreement } from '../agreement.ts'
import { fromBase64, toBase64 } from '../base64.ts'
import { problem, type LinkageProblem } from '../linkage-schema.ts'
import { hasSigned, type KeyPair } from './key-pair.ts'

const FORMAT = 'gloact-destruction-receipt'
const LABEL = 'gloact linkage receipt 1'

/** A file of encodings that the linkage unit has deleted. */
export interface DestroyedFile {
  /** SHA-256 of the file’s bytes, as the agency sent it. */
  readonly sha256: string
  /** Digest of its encodings: it stands in the agency’s number of dummies and in the counts, too. */
  readonly checksum: string
  /** The party that has signed it; null where nobody has. */
  readonly from: string | null
  readonly encodings: number
}

/** What the linkage unit says it has deleted, and when. */
export interface DestructionReceipt {
  readonly agreement: string
  readonly unit: string
  readonly destroyedAt: string
  readonly files: readonly DestroyedFile[]
}

const signedBytes = (receipt: DestructionReceipt): Uint8Array => utf8ToBytes(`${LABEL}\n${canonicalJson(receipt)}`)

type Agreed = Pick<LinkageAgreement, 'digest' | 'keys'>

/** Whether it is the linkage unit’s key that the agreement names. */
export function asUnit({ keys }: Agreed, pair: KeyPair): Result<string, LinkageProblem> {
  if (keys?.unit.key === pair.publicKey) return ok(keys.unit.name)
  return problem('key_mismatch', 'The agreement does not name this key as the linkage unit’s.')
}

/** The text of a receipt, signed by the linkage unit. */
export async function writeReceipt(
  agreement: Agreed,
  pair: KeyPair,
  { destroyedAt, files }: Pick<DestructionReceipt, 'destroyedAt' | 'files'>,
): Promise<Result<string, LinkageProblem>> {
  const unit = asUnit(agreement, pair)
  if (!unit.ok) return unit
  const receipt = { agreement: agreement.digest, unit: unit.value, destroyedAt, files }
  const signature = toBase64(await pair.sign(signedBytes(receipt)))
  return ok(`${JSON.stringify({ format: FORMAT, version: 1, ...receipt, signature }, null, 2)}\n`)
}

/** Reads a receipt and checks that the linkage unit of the agreement has signed it as it stands. */
export async function checkReceipt(
  { digest, keys }: Agreed,
  json: unknown,
): Promise<Result<DestructionReceipt, LinkageProblem>> {
  const { format, version, agreement, unit, destroyedAt, files, signature } = Object(json) as Readonly<
    Record<string, unknown>
  >
  const signed = typeof signature === 'string' ? fromBase64(signature) : undefined
  const isWhole = typeof unit === 'string' && typeof destroyedAt === 'string' && Array.isArray(files)
  if (format !== FORMAT || version !== 1 || typeof agreement !== 'string' || !isWhole || !signed) {
    return problem('receipt_invalid', 'is not a receipt that “gloact match destroy” wrote.')
  }
  if (agreement !== digest) return problem('receipt_invalid', 'is a receipt under another agreement.')
  if (!keys) return problem('key_missing', 'The agreement names no keys: nothing can be checked with it.')
  const receipt = { agreement, unit, destroyedAt, files: files as DestroyedFile[] }
  const holds = await hasSigned(keys.unit.key, signed, signedBytes(receipt))
  if (!holds.ok) return holds
  return holds.value
    ? ok(receipt)
    : problem('receipt_invalid', 'was changed, or is not signed by the linkage unit of the agreement.')
}
