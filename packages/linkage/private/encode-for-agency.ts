import { err, ok, type Result } from '@gloact/kernel'
import { attackEncodings, isHopeless, recorded, withstands, type AttackReport } from './attack-report.ts'
import type { LinkageAgreement } from './agreement.ts'
import type { Join } from './candidates.ts'
import type { Choose } from './dummies.ts'
import { encodeUnderAgreement, type AgreedEncoding, type TextTable } from './encode-list.ts'
import { checksumOf, writeEncodings, type EncodingKind } from './encodings.ts'
import { createEnvelope, type Envelope } from './envelope/envelope.ts'
import type { KeyPair } from './envelope/key-pair.ts'
import type { DummyCount } from './histories.ts'
import { fixedChoose, inOneOrder, listDigest } from './fixed-choose.ts'
import { problem, type LinkageProblem } from './linkage-schema.ts'
import { keyGiven } from './project-key.ts'
import { triesRecorded, withTry, worstOf, type EncodingTry } from './tries.ts'

export interface AgencyInput {
  readonly agreement: LinkageAgreement
  /** What the key holder gave: the file of the project’s key, or the secret. */
  readonly secret: Uint8Array
  /** The agency’s keys, which an agreement that names keys asks for: the encodings are signed, and encrypted to the unit. */
  readonly pair?: KeyPair | undefined
  /** YYYY-MM-DD. */
  readonly today: string
  /** Where chance comes from in tests. Without it the list, the agreement and the key decide, so that the verdict is fixed. */
  readonly choose?: Choose
  readonly join: Join
  /** Share of the records that an attack may find; the agreement’s own limit holds where that is stricter. */
  readonly mostFound?: number
  /** What was tried before under this agreement; without it no record is kept, and the encodings say so. */
  readonly tries?: readonly EncodingTry[] | undefined
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
  /** All tries under the agreement, this one among them; undefined where no record is kept. */
  readonly tries: readonly EncodingTry[] | undefined
  /** Records that the agreement’s filter left out. Neither file tells it. */
  readonly leftOut: number
  /** As whom they are signed and to whom they are encrypted; null where the agreement names no keys. */
  readonly sealed: Pick<Envelope, 'from' | 'unit'> | null
  /** The `.clk` file, for the linkage unit, in pieces that come once. */
  readonly encodings: Iterable<string> | AsyncIterable<Uint8Array>
  /** The text of the file that says how many dummies there are, for the analyst. */
  readonly dummyCount: string
}

/** Why nothing is handed out; where attacks found too many, what each found. */
export interface AgencyRefusal extends LinkageProblem {
  readonly report?: AttackReport
  readonly tries?: readonly EncodingTry[] | undefined
}

/** How often dummies and order are drawn again: in a short list chance alone lets an attack find one too many. */
const DRAWS = 3

/**
 * An agency’s whole step, the same on its machine and in its browser: encodes the list under the agreement, attacks the
 * encodings, and hands out both files or neither. Where an attack on all of a list finds too many and chance may be why,
 * other dummies are drawn, twice at most; what is handed out is what withstood. Which dummies these are follows from the list, the
 * agreement and the key: encoding once more ends in the same way. Encodings are personal data; they are not anonymous.
 */
export async function encodeForAgency(
  list: TextTable,
  { agreement, secret, pair, today, choose: given, join, mostFound: asked = 1, tries: before, onProgress }: AgencyInput,
): Promise<Result<AgencyEncoding, AgencyRefusal>> {
  const table = given ? list : inOneOrder(agreement, list)
  const key = keyGiven(agreement, secret)
  const ownKey = key.ok ? key.value : secret
  const choose = given ?? fixedChoose(agreement, ownKey, table)
  const triesWith = (report: AttackReport, handedOut: boolean) =>
    before &&
    withTry(before, {
      on: today,
      list: listDigest(agreement, ownKey, table),
      found: Math.max(0, ...report.attacks.map(({ found }) => found)),
      handedOut,
    })
  const mostFound = Math.min(asked, agreement.mostFound)
  const envelope = await envelopeFor(agreement, pair)
  if (!envelope.ok) return envelope
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
    if (stands.ok) {
      const tries = triesWith(report, true)
      return ok(handOut(encoded.value, { report, mostFound, tries, envelope: envelope.value }))
    }
    // Of a long list a sample is attacked: of several samples one would pass by chance.
    const isSample = report.records + report.dummies < encoded.value.list.rows.total
    if (draw === DRAWS || isSample || isHopeless(report, mostFound)) {
      return err({ ...stands.error, report, tries: triesWith(report, false) })
    }
  }
}

/** The envelope that the agreement asks for; null where it names no keys. */
async function envelopeFor(
  agreement: LinkageAgreement,
  pair: KeyPair | undefined,
): Promise<Result<Envelope | null, LinkageProblem>> {
  if (agreement.keys && pair) return createEnvelope(agreement, pair)
  if (agreement.keys) {
    return problem('key_missing', 'The agreement names keys: what goes to the linkage unit is signed with your own.')
  }
  if (pair) return problem('key_mismatch', 'The agreement names no keys: nothing can be signed or encrypted under it.')
  return ok(null)
}

interface Attacked {
  readonly report: AttackReport
  readonly mostFound: number
  readonly tries: readonly EncodingTry[] | undefined
  readonly envelope: Envelope | null
}

function handOut(
  { list: encoded, dummies, leftOut }: AgreedEncoding,
  { report, mostFound, tries, envelope }: Attacked,
): AgencyEncoding {
  const list = { ...encoded, attacks: recorded(report, mostFound, tries ? triesRecorded(tries) : null) }
  const count: DummyCount = {
    format: 'gloact-dummies',
    version: 1,
    digest: list.digest,
    checksum: checksumOf(list.rows),
    dummies,
    mostFound,
    attacks: report.attacks,
    ...(tries && { tries: { ...triesRecorded(tries), worst: worstOf(tries) } }),
  }
  const pieces = writeEncodings(list)
  return {
    kind: list.kind,
    records: list.rows.total - dummies,
    dummies,
    leftOut,
    bitsEach: list.rows.width * 8,
    report,
    tries,
    sealed: envelope && { from: envelope.from, unit: envelope.unit },
    encodings: envelope ? envelope.fill(pieces) : pieces,
    dummyCount: `${JSON.stringify(count)}\n`,
  }
}
