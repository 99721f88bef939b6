import { ok, type Result } from '@gloact/kernel'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ENCODING_VERSION, LINKAGE_PURPOSES, type LinkagePurpose } from './agreement.ts'
import { ArraySplitter } from './array-splitter.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { BitRows } from './bit-rows.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'
import type { FilterSlot } from './profile-encoders.ts'
import type { TriesRecorded } from './tries.ts'

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
  /** What its agency attacked it with; null in a file of other software, which says nothing of it. */
  readonly attacks: AttacksRecorded | null
  /** Which encodings are of invented people that all parties entered, by what stands for their numbers. */
  readonly planted: readonly PlantedRecord[]
}

export interface PlantedRecord {
  readonly row: number
  readonly tag: string
}

/** What an agency records of the attacks on its encodings. How many they found tells how many are real, and is not for the unit. */
export interface AttacksRecorded {
  /** Share of the records that an attack might find. */
  readonly mostFound: number
  /** The attacks that found no more. */
  readonly withstood: readonly string[]
  /**
   * Those that found more, but no more than guessing would, as in a short list; null in a file of before this was told
   * apart, which has them among the first.
   */
  readonly withinChance: readonly string[] | null
  /** Those that found more than that, too: handed out only where somebody asked for it. */
  readonly succeeded: readonly string[]
  /** How often lists were tried under the agreement, and refused; null where no record of that was kept. */
  readonly tries: TriesRecorded | null
}

const FORMAT = 'gloact-encodings'

/** Encodings that are written as one piece. */
const ROWS_A_PIECE = 128

/** The list as JSON, in pieces, since a long one is more than a text may be; `clks` are base64, as clkhash writes them. */
export function* writeEncodings(list: EncodedList): Generator<string> {
  const { rows, kind, purpose, digest, keyCheck, expiresOn, slots, attacks, planted } = list
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
    checksum: checksumOf(rows),
    attacks,
    ...(planted.length > 0 && { planted: planted.map(({ row, tag }) => [row, tag]) }),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"clks":[`
  for (let from = 0; from < rows.total; from += ROWS_A_PIECE) {
    const texts: string[] = []
    for (let row = from; row < Math.min(rows.total, from + ROWS_A_PIECE); row++) {
      texts.push(`"${toBase64(rows.bytes.subarray(row * rows.width, (row + 1) * rows.width))}"`)
    }
    yield `${from === 0 ? '' : ','}${texts.join(',')}`
  }
  yield ']}\n'
}

/** Digest of the encodings: two lists that have the same one are the same. */
export const checksumOf = ({ bytes }: BitRows): string => bytesToHex(sha256(bytes))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (message: string) => problem('encodings_invalid', message)

/** Reads a file of encodings that comes in pieces; also one of clkhash, which is `clks` alone and tells neither schema nor key. */
export class EncodingsReader {
  readonly #rows = new GrowingRows()
  readonly #json = new ArraySplitter('clks', (text) => this.#rows.add(text))

  take(piece: string): void {
    this.#json.take(piece)
  }

  /** Whatever comes, this is no file of encodings. */
  get isBroken(): boolean {
    return this.#json.isBroken
  }

  finish(): Result<EncodedList, LinkageProblem> {
    const json = this.#json.finish()
    if (json === undefined) {
      return invalid(
        'is incomplete: it breaks off, or is not a file of encodings. Copy it again, or encode the list again.',
      )
    }
    if (!isObject(json) || !Array.isArray(json['clks'])) {
      return invalid('is not a file of encodings: it has no “clks”. Name files that “gloact encode” wrote.')
    }
    const rows = this.#rows.finish()
    if (!rows) return invalid('has an encoding that is damaged, or encodings of different lengths.')
    if (rows.total === 0) return invalid('holds no records.')
    return listOf(json, rows)
  }
}

/** Reads a file of encodings that is at hand. */
export function readEncodings(pieces: Iterable<string>): Result<EncodedList, LinkageProblem> {
  const reader = new EncodingsReader()
  for (const piece of pieces) reader.take(piece)
  return reader.finish()
}

function listOf(json: Readonly<Record<string, unknown>>, rows: BitRows): Result<EncodedList, LinkageProblem> {
  if (json['format'] === undefined) {
    const slots = [{ field: 0, bytes: rows.width }]
    const unknown = { purpose: null, digest: '', keyCheck: '', expiresOn: null, attacks: null, planted: [] }
    return ok({ kind: 'schema', ...unknown, slots, rows })
  }
  const { format, version, kind, purpose, digest, keyCheck, expiresOn, slots, records, checksum, attacks } = json
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
  const planted = plantedOf(json['planted'], rows.total)
  if (!planted) return invalid('is damaged: its planted records are not among its encodings.')
  return ok({
    kind: known,
    purpose: LINKAGE_PURPOSES.find((each) => each === purpose) ?? null,
    digest: String(digest),
    keyCheck: String(keyCheck),
    expiresOn: typeof expiresOn === 'string' ? expiresOn : null,
    slots: slotsRead,
    rows,
    attacks: attacksOf(attacks),
    planted,
  })
}

function plantedOf(json: unknown, total: number): PlantedRecord[] | undefined {
  if (json === undefined) return []
  if (!Array.isArray(json)) return undefined
  const planted: PlantedRecord[] = []
  for (const entry of json as readonly unknown[]) {
    const [row, tag] = Array.isArray(entry) ? (entry as readonly unknown[]) : []
    const isRow = typeof row === 'number' && Number.isInteger(row) && row >= 0 && row < total
    if (!isRow || typeof tag !== 'string' || tag === '') return undefined
    planted.push({ row, tag })
  }
  return new Set(planted.map(({ tag }) => tag)).size === planted.length ? planted : undefined
}

function attacksOf(json: unknown): AttacksRecorded | null {
  const { mostFound, withstood, withinChance, succeeded } = isObject(json) ? json : {}
  if (typeof mostFound !== 'number' || !Array.isArray(withstood) || !Array.isArray(succeeded)) return null
  return {
    mostFound,
    withstood: withstood.map(String),
    withinChance: Array.isArray(withinChance) ? withinChance.map(String) : null,
    succeeded: succeeded.map(String),
    tries: triesOf(isObject(json) ? json['tries'] : undefined),
  }
}

function triesOf(json: unknown): TriesRecorded | null {
  const { number, refused } = isObject(json) ? json : {}
  return typeof number === 'number' && typeof refused === 'number' ? { number, refused } : null
}

/** Encodings as they come, put one after the other. */
class GrowingRows {
  #bytes = new Uint8Array(0)
  #width = 0
  #total = 0
  #isDamaged = false

  add(text: string): void {
    const filter = fromBase64(text)
    if (this.#total === 0) this.#width = filter?.length ?? 0
    if (!filter || filter.length === 0 || filter.length !== this.#width) {
      this.#isDamaged = true
      return
    }
    const at = this.#total++ * this.#width
    if (at + this.#width > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, 1024 * this.#width))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes.set(filter, at)
  }

  finish(): BitRows | undefined {
    if (this.#isDamaged) return undefined
    return { bytes: this.#bytes.subarray(0, this.#total * this.#width), width: this.#width, total: this.#total }
  }
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
