import { MISSING, type ComparedField } from './fields/field.ts'
import { STRATIFIED, type Frequencies } from './frequencies.ts'
import { OTHER_STRATUM, probabilityOf, SAME_STRATUM, UNKNOWN_STRATUM } from './model.ts'
import { createRandom } from './random.ts'
import type { Records } from './records.ts'
import { ALIKE, GIVEN_NAME_AGREES, type Scorer } from './scorer.ts'
import type { Strata } from './strata.ts'

const SAMPLED = 200_000
const LEAST = 1e-6

/** Fields whose full agreement is no matter of one value's frequency. */
const BY_SAMPLE: readonly ComparedField['kind'][] = ['year_of_birth', 'age', 'sex']

/** Makes figures into probabilities, none of them 0. */
export function normalise(figures: readonly number[]): number[] {
  const sum = figures.reduce((total, figure) => total + Math.max(figure, 0), 0)
  const raised = figures.map((figure) => Math.max(figure / Math.max(sum, LEAST), LEAST))
  const total = raised.reduce((all, figure) => all + figure, 0)
  return raised.map((figure) => figure / total)
}

interface ChanceOptions {
  readonly seed: number
  readonly counts: (record: number) => boolean
  readonly before?: Scorer
}

/** Chance: levels of random pairs, within strata, between them, and overall. */
export function estimateChance(
  records: Records,
  stratum: Strata | undefined,
  frequencies: Frequencies,
  options: ChanceOptions,
): number[][][] {
  const random = createRandom(options.seed)
  const counts = records.fields.map(({ levels }) =>
    [0, 1, 2].map(() => Array.from<number>({ length: levels.length }).fill(0)),
  )
  const given = records.fields.find(({ kind }) => kind === 'given_name')
  const members = new Map<number, number[]>()
  const counted: number[] = []
  for (let record = 0; record < records.count; record++) {
    if (!options.counts(record)) continue
    counted.push(record)
    const group = stratum?.codes[record] ?? -1
    if (group < 0) continue
    const list = members.get(group)
    if (list) list.push(record)
    else members.set(group, [record])
  }
  const take = (a: number, b: number, only: number | undefined): void => {
    if (a === b) return
    const state = stratum === undefined ? UNKNOWN_STRATUM : stateOf(stratum, a, b)
    const share =
      options.before === undefined ? 1 : 1 - probabilityOf(options.before.priorLogOdds + options.before.weigh(a, b))
    records.fields.forEach((field, at) => {
      const [first, second] = [field.codes[a]!, field.codes[b]!]
      if (first < 0 || second < 0) return
      const level = field.level(first, second)
      if (level === MISSING) return
      if (field.kind === 'sex') {
        // What sex tells beside a given name that agrees is counted within the stratum, where names agree.
        const agrees =
          given !== undefined &&
          given.codes[a]! >= 0 &&
          given.codes[b]! >= 0 &&
          given.level(given.codes[a]!, given.codes[b]!) <= ALIKE
        if (agrees) counts[at]![GIVEN_NAME_AGREES]![level]! += share
        else if (only === undefined) counts[at]![UNKNOWN_STRATUM]![level]! += share
        return
      }
      if (only === undefined || only === UNKNOWN_STRATUM) counts[at]![UNKNOWN_STRATUM]![level]! += share
      if (state !== UNKNOWN_STRATUM && (only === undefined ? state === OTHER_STRATUM : only === state))
        counts[at]![state]![level]! += share
    })
  }
  for (let turn = 0; turn < SAMPLED; turn++) {
    take(counted[random(counted.length)]!, counted[random(counted.length)]!, undefined)
    if (stratum === undefined) continue
    const a = counted[random(counted.length)]!
    const list = members.get(stratum.codes[a]!)
    if (list && list.length > 1) take(a, list[random(list.length)]!, SAME_STRATUM)
  }
  return records.fields.map((field, at) => {
    const agree = (asked: number): number => {
      const state = STRATIFIED.includes(field.kind) ? asked : UNKNOWN_STRATUM
      return equalShare(records, field, frequencies.overall[at]!, state, stratum, frequencies.within[at]!)
    }
    const states = counts[at]!.map((levels, state) => {
      const sum = levels.reduce((total, count) => total + count, 0)
      if (sum < 50) return undefined
      // The rare level of full agreement is reckoned from the frequencies where that says more than the sample.
      const chance = levels.map((count) => (count + 0.5) / (sum + 0.5 * levels.length))
      const exact = state === OTHER_STRATUM || BY_SAMPLE.includes(field.kind) ? chance[0]! : agree(state)
      return normalise([exact, ...chance.slice(1)])
    })
    const overall =
      states[UNKNOWN_STRATUM] ??
      normalise(field.levels.map((_, level) => (level === field.levels.length - 1 ? 0.9 : 0.1)))
    return [states[SAME_STRATUM] ?? overall, states[OTHER_STRATUM] ?? overall, overall]
  })
}

function stateOf(stratum: Strata, a: number, b: number): number {
  const [one, two] = [stratum.codes[a]!, stratum.codes[b]!]
  return one < 0 || two < 0 ? UNKNOWN_STRATUM : one === two ? SAME_STRATUM : OTHER_STRATUM
}

/** The chance that two records have an equal value. */
function equalShare(
  records: Records,
  field: ComparedField,
  overall: Float32Array,
  state: number,
  stratum: Strata | undefined,
  within: Float32Array,
): number {
  let sum = 0
  let filled = 0
  for (let record = 0; record < records.count; record++) {
    const code = field.codes[record]!
    if (code < 0 || (state === SAME_STRATUM && stratum!.codes[record]! < 0)) continue
    sum += state === SAME_STRATUM ? within[record]! : overall[code]!
    filled++
  }
  return filled === 0 ? LEAST : sum / filled
}
