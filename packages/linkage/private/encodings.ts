import { ok, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ENCODING_VERSION, LINKAGE_PURPOSES, type LinkagePurpose } from './agreement.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { BitRows } from './bit-rows.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'
import type { FilterSlot } from './profile-encoders.ts'

/** How the records of a file were encoded: by a linkage schema alone, or under an agreement’s profile. */
export const ENCODING_KINDS = ['schema', 'strict', 'trusted-unit'] as const
export type EncodingKind = (typeof ENCODING_KINDS)[number]

/** A list of encodings, as it goes to the linkage unit. Which are dummies it does not tell. */
export interface EncodedList {
  readonly kind: EncodingKind
  readonly purpose: LinkagePurpose | null
  /** Digest of the schema or the agreement. */
  readonly digest: string
  readonly keyCheck: string
  readonly expiresOn: string | null
  readonly slots: readonly FilterSlot[]
  readonly rows: BitRows
  /** Random, one a record; none under a schema alone, where the order is the file’s. */
  readonly ids: readonly string[]
}

const FORMAT = 'gloact-encodings'

/** The list as JSON; `clks` are base64, as clkhash writes them. */
export function writeEncodings(list: EncodedList): string {
  const { rows, kind, purpose, digest, keyCheck, expiresOn, slots, ids } = list
  const clks = Array.from({ length: rows.total }, (_, row) =>
    toBase64(rows.bytes.subarray(row * rows.width, (row + 1) * rows.width)),
  )
  const head = {
    format: FORMAT,
    version: ENCODING_VERSION,
    kind,
    purpose,
    digest,
    keyCheck,
    expiresOn,
    slots,
    records: rows.total,
  }
  return `${JSON.stringify({ ...head, checksum: checksumOf(rows), ids, clks })}\n`
}

/** Digest of the encodings: two lists that have the same one are the same. */
export const checksumOf = ({ bytes }: BitRows): string => bytesToHex(sha256(bytes))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads a file of encodings; also one of clkhash, which is `clks` alone and tells neither schema nor key. */
export function readEncodings(text: string): Result<EncodedList, LinkageProblem> {
  const invalid = (message: string) => problem('encodings_invalid', message)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return invalid('is not whole: it breaks off, or is no file of encodings. Copy it again, or encode the list again.')
  }
  const clks = isObject(json) ? json['clks'] : undefined
  if (!isObject(json) || !Array.isArray(clks)) {
    return invalid('is no file of encodings: it has no “clks”. Name files that “gloact encode” wrote.')
  }
  if (clks.length === 0) return invalid('holds no records.')
  const rows = rowsOf(clks)
  if (!rows) return invalid('has an encoding that is damaged, or encodings of different lengths.')
  if (json['format'] === undefined) {
    const slots = [{ field: 0, bytes: rows.width }]
    return ok({ kind: 'schema', purpose: null, digest: '', keyCheck: '', expiresOn: null, slots, rows, ids: [] })
  }
  const { format, version, kind, purpose, digest, keyCheck, expiresOn, slots, records, checksum, ids } = json
  const known = ENCODING_KINDS.find((each) => each === kind)
  if (format !== FORMAT || version !== ENCODING_VERSION || !known)
    return invalid('was written by another version of gloact encode: encode all lists again with one.')
  if (records !== rows.total || checksum !== checksumOf(rows)) {
    return invalid('is damaged: its encodings are not those that were written. Copy it again.')
  }
  const slotsRead = slotsOf(slots)
  if (!slotsRead || slotsRead.reduce((sum, { bytes }) => sum + bytes, 0) !== rows.width) {
    return invalid('is damaged: its fields do not fit its encodings.')
  }
  return ok({
    kind: known,
    purpose: LINKAGE_PURPOSES.find((each) => each === purpose) ?? null,
    digest: String(digest),
    keyCheck: String(keyCheck),
    expiresOn: typeof expiresOn === 'string' ? expiresOn : null,
    slots: slotsRead,
    rows,
    ids: Array.isArray(ids) ? ids.map(String) : [],
  })
}

function rowsOf(clks: readonly unknown[]): BitRows | undefined {
  let bytes = new Uint8Array(0)
  let width = 0
  for (const [row, clk] of clks.entries()) {
    const filter = typeof clk === 'string' ? fromBase64(clk) : undefined
    if (!filter || filter.length === 0) return undefined
    if (row === 0) {
      width = filter.length
      bytes = new Uint8Array(width * clks.length)
    }
    if (filter.length !== width) return undefined
    bytes.set(filter, row * width)
  }
  return { bytes, width, total: clks.length }
}

function slotsOf(json: unknown): FilterSlot[] | undefined {
  if (!Array.isArray(json) || json.length === 0) return undefined
  const slots: FilterSlot[] = []
  for (const slot of json as readonly unknown[]) {
    const { field, bytes, salt } = isObject(slot) ? slot : {}
    if (typeof field !== 'number' || typeof bytes !== 'number' || !(bytes > 0) || !Number.isInteger(field))
      return undefined
    if (salt !== undefined && !(typeof salt === 'number' && Number.isInteger(salt))) return undefined
    slots.push({ field, bytes, ...(salt !== undefined && { salt }) })
  }
  return slots
}
