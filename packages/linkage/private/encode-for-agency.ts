import { err, ok, type Result } from '@gloact/kernel'
import { attackEncodings, isHopeless, withstands, type AttackReport } from './attack-report.ts'
import type { LinkageAgreement } from './agreement.ts'
import type { Join } from './candidates.ts'
import type { Choose } from './dummies.ts'
import { encodeUnderAgreement, type AgreedEncoding, type TextTable } from './encode-list.ts'
import { checksumOf, writeEncodings, type EncodingKind } from './encodings.ts'
import type { DummyCount } from './histories.ts'
import type { LinkageProblem } from './linkage-schema.ts'

/** Share of the records that an attack may find before nothing is handed out. */
export const MOST_FOUND = 0.01

export interface AgencyInput {
  readonly agreement: LinkageAgreement
  readonly secret: Uint8Array
  /** YYYY-MM-DD. */
  readonly today: string
  /** `systemChoose()` outside tests. */
  readonly choose: Choose
  readonly join: Join
  /** From 0 to 1; `MOST_FOUND` unless told otherwise. */
  readonly mostFound?: number
  /** Told how many records are encoded, of how many, and when the attacks begin. */
  readonly onProgress?: (step: 'encoding' | 'attacking', done: number, total: number) => void
}

/** What an agency hands out: two files for two recipients, who may not have one another’s. */
export interface AgencyEncoding {
  readonly kind: EncodingKind
  readonly records: number
  readonly dummies: number
  readonly bitsEach: number
  readonly report: AttackReport
  /** The text of the `.clk` file, for the linkage unit. */
  readonly encodings: string
  /** The text of the file that says how many dummies there are, for the analyst. */
  readonly dummyCount: string
}

/** Why nothing is handed out; where attacks found too many, what each found. */
export interface AgencyRefusal extends LinkageProblem {
  readonly report?: AttackReport
}

/** How often dummies and order are drawn anew: in a short list chance alone lets an attack find one too many. */
const DRAWS = 3

/**
 * An agency’s whole step, the same on its machine and in its browser: encodes the list under the agreement, attacks the
 * encodings, and hands out both files or neither. Where an attack on all of a list finds too many and chance may be why,
 * other dummies are drawn, twice at most; what is handed out is what withstood. Encodings are personal data; they are not anonymous.
 */
export async function encodeForAgency(
  table: TextTable,
  { agreement, secret, today, choose, join, mostFound = MOST_FOUND, onProgress }: AgencyInput,
): Promise<Result<AgencyEncoding, AgencyRefusal>> {
  for (let draw = 1; ; draw++) {
    const encoded = encodeUnderAgreement(table, {
      agreement,
      secret,
      today,
      choose,
      onProgress: (done, total) => onProgress?.('encoding', done, total),
    })
    if (!encoded.ok) return encoded
    onProgress?.('attacking', 0, 1)
    const report = await attackEncodings({ agreement, encoding: encoded.value, join, choose })
    const stands = withstands(report, mostFound)
    if (stands.ok) return ok(handOut(encoded.value, report))
    // Of a long list a sample is attacked: of several samples one would pass by chance.
    const isSample = report.records + report.dummies < encoded.value.list.rows.total
    if (draw === DRAWS || isSample || isHopeless(report, mostFound)) return err({ ...stands.error, report })
  }
}

function handOut({ list, dummies }: AgreedEncoding, report: AttackReport): AgencyEncoding {
  const count: DummyCount = {
    format: 'gloact-dummies',
    version: 1,
    digest: list.digest,
    checksum: checksumOf(list.rows),
    dummies,
  }
  return {
    kind: list.kind,
    records: list.rows.total - dummies,
    dummies,
    bitsEach: list.rows.width * 8,
    report,
    encodings: writeEncodings(list),
    dummyCount: `${JSON.stringify(count)}\n`,
  }
}

const LINE_BREAK = 10
const CARRIAGE_RETURN = 13

/** The secret of a file or a field, without a line break at its end. */
export function secretIn(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === LINE_BREAK || bytes[end - 1] === CARRIAGE_RETURN)) end--
  return new Uint8Array(bytes.subarray(0, end))
}
