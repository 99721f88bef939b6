import { ok, unwrap, type Result } from '@gloact/kernel'
import type { LinkageAgreement } from './agreement.ts'
import type { Attacked, Claims } from './attacks/attack.ts'
import { frequencyAttack } from './attacks/frequency.ts'
import { graphAttack } from './attacks/graph.ts'
import { patternAttack } from './attacks/patterns.ts'
import { bitRows, type BitRows } from './bit-rows.ts'
import type { Join } from './candidates.ts'
import type { AgreedEncoding } from './encode-list.ts'
import { createRecordEncoder } from './encode-records.ts'
import type { AttacksRecorded } from './encodings.ts'
import { problem, type LinkageProblem, type LinkageSchema } from './linkage-schema.ts'
import { createProfileEncoder, type ProfileEncoder } from './profile-encoders.ts'

/** How one attack went: claims it made, and how many of them were right. */
export interface AttackResult {
  readonly attack: 'frequency' | 'patterns' | 'graph'
  readonly claimed: number
  readonly right: number
  /** Records found, as a share of all that are no dummies. */
  readonly found: number
}

export interface AttackReport {
  readonly records: number
  readonly dummies: number
  readonly attacks: readonly AttackResult[]
}

interface Attacking {
  readonly join: Join
  /** For the attacker’s own key and for sampling. */
  readonly choose: (below: number) => number
  /**
   * Of so many in a hundred records graph matching is told which encoding is theirs, and learns from them; found are then
   * those it was not told. None by default: anyone who knows that has the key, or has been told by somebody.
   */
  readonly told?: number
  /** Encodings that are attacked, of more a sample. */
  readonly most?: number
}

export interface AttackInput extends Attacking {
  readonly agreement: LinkageAgreement
  readonly encoding: AgreedEncoding
}

/**
 * Attacks an agency’s encodings with the agency’s own list as what the attacker knows: frequency alignment, pattern mining
 * and graph matching. It is what is known to work, not everything that might; that it finds few does not make the encodings
 * anonymous.
 */
export const attackEncodings = ({ agreement, encoding, ...attacking }: AttackInput): Promise<AttackReport> =>
  attack(
    { rows: encoding.list.rows, origins: encoding.origins, records: encoding.records },
    (key) => createProfileEncoder(agreement, key),
    attacking,
  )

export interface SchemaAttackInput extends Attacking {
  readonly schema: LinkageSchema
  /** Encodings and records in one order; the records were encoded before, so that every value fits. */
  readonly rows: BitRows
  readonly records: readonly (readonly string[])[]
}

/** Attacks encodings made under a linkage schema alone in the same way. */
export const attackBySchema = ({ schema, rows, records, ...attacking }: SchemaAttackInput): Promise<AttackReport> =>
  attack(
    { rows, origins: Int32Array.from(records.keys()), records },
    (key) => {
      const { bytes, encode, pieces } = createRecordEncoder(schema, key)
      return { slots: [{ field: 0, bytes }], width: bytes, encode: (record) => unwrap(encode(record)), pieces }
    },
    attacking,
  )

interface Encodings {
  readonly rows: BitRows
  readonly origins: Int32Array
  readonly records: readonly (readonly string[])[]
}

async function attack(
  encodings: Encodings,
  encoderWith: (key: Uint8Array) => ProfileEncoder,
  { join, choose, told = 0, most = MOST_ATTACKED }: Attacking,
): Promise<AttackReport> {
  const { target, origins, records } = sample(encodings, most, choose)
  const encoder = encoderWith(Uint8Array.from({ length: 64 }, () => choose(256)))
  const attacked: Attacked = {
    target,
    own: bitRows(
      records.map((record) => encoder.encode(record)),
      encoder.width,
    ),
    slots: encoder.slots,
    pieces: records.map((record) => encoder.pieces(record)),
    origins,
  }
  const real = origins.filter((origin) => origin >= 0).length
  const sure = origins.map((origin) => (origin >= 0 && told > 0 && choose(100) < told ? origin : -1))
  const result = (by: AttackResult['attack'], claims: Claims, known?: Claims): AttackResult => {
    const open = claims.filter((_, row) => (known?.[row] ?? -1) < 0)
    const answers = origins.filter((_, row) => (known?.[row] ?? -1) < 0)
    const asked = answers.filter((origin) => origin >= 0).length
    const right = open.reduce((count, record, at) => count + (record >= 0 && record === answers[at] ? 1 : 0), 0)
    return {
      attack: by,
      claimed: open.filter((record) => record >= 0).length,
      right,
      found: asked === 0 ? 0 : right / asked,
    }
  }
  return {
    records: real,
    dummies: target.total - real,
    attacks: [
      result('frequency', frequencyAttack(attacked)),
      result('patterns', patternAttack(attacked)),
      result('graph', await graphAttack(attacked, join, choose, sure), sure),
    ],
  }
}

/** Encodings that are attacked at most: of a longer list so many by chance, with all that is known about these. */
const MOST_ATTACKED = 4000

function sample({ rows, origins, records }: Encodings, most: number, choose: (below: number) => number) {
  const order = Uint32Array.from({ length: rows.total }, (_, row) => row)
  const taken = Math.min(rows.total, most)
  for (let at = 0; at < taken; at++) {
    const other = at + choose(rows.total - at)
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  const drawn = [...order.subarray(0, taken)]
  const known = drawn
    .map((row) => origins[row]!)
    .filter((origin) => origin >= 0)
    .toSorted((x, y) => x - y)
  const placeOf = new Map(known.map((origin, place) => [origin, place]))
  return {
    target: bitRows(
      drawn.map((row) => rows.bytes.subarray(row * rows.width, (row + 1) * rows.width)),
      rows.width,
    ),
    origins: Int32Array.from(drawn, (row) => placeOf.get(origins[row]!) ?? -1),
    records: known.map((origin) => records[origin]!),
  }
}

/**
 * How many records are found by guessing, seldom more: a claim is right as often as one record is the one of all, and the
 * count of right ones spreads by its square root (Poisson). In a list of 80 two right claims say nothing.
 */
const byGuessing = ({ claimed }: AttackResult, records: number): number => {
  const expected = claimed / Math.max(1, records)
  return expected + 2 * Math.sqrt(expected)
}

/** Attacks that find more than such a share of the records, and more than guessing would (unless none at all may be found). */
const succeeding = ({ attacks, records }: AttackReport, mostFound: number): readonly AttackResult[] =>
  attacks.filter((one) => one.found > mostFound && (mostFound <= 0 || one.right > byGuessing(one, records)))

/**
 * Whether an attack finds so many too many that it is no matter of chance, and other dummies would not help: with two
 * standard errors of their count taken off (Poisson) it would still be over what may be found.
 */
export const isHopeless = (report: AttackReport, mostFound: number): boolean =>
  succeeding(report, mostFound).some(({ right }) => right - 2 * Math.sqrt(right) > mostFound * report.records)

/** Attacks that find more than such a share of the records, and no more than guessing would. */
export const byChance = (report: AttackReport, mostFound: number): readonly AttackResult[] => {
  const over = succeeding(report, mostFound)
  return report.attacks.filter((one) => one.found > mostFound && !over.includes(one))
}

/** What of a report travels with the encodings: the limit, which attacks kept to it, and which found more. */
export function recorded(
  report: AttackReport,
  mostFound: number,
  tries: AttacksRecorded['tries'] = null,
): AttacksRecorded {
  const named = (results: readonly AttackResult[]) => results.map(({ attack: by }) => by)
  return {
    mostFound,
    withstood: named(report.attacks.filter(({ found }) => found <= mostFound)),
    withinChance: named(byChance(report, mostFound)),
    succeeded: named(succeeding(report, mostFound)),
    tries,
  }
}

/** Refuses encodings of which an attack finds too many. */
export function withstands(report: AttackReport, mostFound: number): Result<null, LinkageProblem> {
  const worst = succeeding(report, mostFound).toSorted((x, y) => y.found - x.found)[0]
  if (!worst) return ok(null)
  const [found, most] = [worst.found, mostFound].map((share) => `${(100 * share).toFixed(1)} %`)
  return problem(
    'attack_succeeds',
    `The attack by ${worst.attack} finds ${found} of the records (at most ${most} may be found): nothing was written. ` +
      'Agree on more dummies, fewer fields, or the strict profile.',
  )
}
