import { bitsIn } from './fields/bits-in.ts'
import { MISSING, type ComparedField } from './fields/field.ts'
import { OTHER_STRATUM, SAME_STRATUM, type LinkageModel } from './model.ts'
import type { CandidateSample, Patterns } from './patterns.ts'
import { isNameKind } from './schema.ts'
import type { Strata } from './strata.ts'

/** How many pairs of one person there are, by rules alone: to hold the model's own number against. */
export interface RuleEstimate {
  /** Pairs that rules find which hardly any two strangers meet, of two halves of the columns. */
  readonly found: number
  /** Of all pairs of one person, the share that they find: by capture and recapture between the halves. */
  readonly recall: number
  /** Pairs of one person: those found divided by that share, and an interval of two standard errors. */
  readonly expected: number
  readonly low: number
  readonly high: number
  /** The columns of each half. */
  readonly columns: readonly [readonly string[], readonly string[]]
}

/** Of the pairs that a rule finds no more than this share may be strangers. */
const STRANGERS = 0.003
const LEAST_FOUND = 10
/** With fewer pairs that both halves find, the estimate tells nothing. */
const LEAST_BOTH = 10
const MOST_COLUMNS = 12

/** Kinds of columns that say where somebody lives, or follow from it. */
const LIVING: readonly ComparedField['kind'][] = ['place', 'category', 'text', 'number']

/** Levels up to this one agree: names also by letters and by sound, numbers but for a slip. */
const agreesUpTo = ({ kind }: ComparedField): number => (isNameKind(kind) || kind === 'identifier' ? 1 : 0)

/**
 * Rules are that two or three columns agree; those that strangers hardly ever meet are kept. The columns are divided in two so
 * that rules of either half find the most pairs in common; as errors in one half tell nothing of the other, the share of one
 * half's pairs that the other finds is its recall (Chapman 1951). Records that are well kept in all columns make it too
 * high, and the number of pairs too low. Undefined where too few pairs are found twice.
 */
export function estimateByRules(
  fields: readonly ComparedField[],
  sample: CandidateSample,
  { levels }: Patterns,
  model: LinkageModel,
  { pairs, strata, count }: { readonly pairs: number; readonly strata: Strata | undefined; readonly count: number },
): RuleEstimate | undefined {
  const used = fields
    .map((field, at) => ({ field, at }))
    .filter(({ field: { kind } }) => kind !== 'age' && kind !== 'year_of_birth' && kind !== 'sex' && kind !== 'stratum')
    .slice(0, MOST_COLUMNS)
  const masks = new Map<number, number>()
  for (let pair = 0; pair < sample.a.length; pair++) {
    let mask = 0
    used.forEach(({ field, at }, place) => {
      const level = levels[pair * fields.length + at]!
      if (level !== MISSING && level <= agreesUpTo(field)) mask |= 1 << place
    })
    masks.set(mask, (masks.get(mask) ?? 0) + sample.each)
  }
  const same = sharedStrata(strata, count)
  const chanceOf = (rule: number): number =>
    [SAME_STRATUM, OTHER_STRATUM].reduce((sum, state) => {
      let [chance, place] = [state === SAME_STRATUM ? same : 1 - same, 1]
      used.forEach(({ field, at }, column) => {
        if (((rule >> column) & 1) === 0) return
        const own = upTo(model.fields[at]!.u[state]!, agreesUpTo(field))
        // A town tells its postcode: of all that says where somebody lives the rarest counts alone.
        if (LIVING.includes(field.kind)) place = Math.min(place, own)
        else chance *= own
      })
      return sum + chance * place
    }, 0)
  const foundBy = (meets: (mask: number) => boolean): number =>
    [...masks].reduce((sum, [mask, held]) => sum + (meets(mask) ? held : 0), 0)
  const rules: number[] = []
  for (let rule = 0; rule < 1 << used.length; rule++) {
    const size = bitsIn(rule)
    if (size < 2 || size > 3) continue
    const found = foundBy((mask) => (mask & rule) === rule)
    if (found >= LEAST_FOUND && pairs * chanceOf(rule) <= STRANGERS * found) rules.push(rule)
  }
  let best: { half: number; one: number; two: number; both: number } | undefined
  for (let half = 1; half < 1 << (used.length - 1); half++) {
    const [here, there] = [rules.filter((rule) => (rule & ~half) === 0), rules.filter((rule) => (rule & half) === 0)]
    if (here.length === 0 || there.length === 0) continue
    const meets = (list: readonly number[]) => (mask: number) => list.some((rule) => (mask & rule) === rule)
    const [byHere, byThere] = [meets(here), meets(there)]
    const both = foundBy((mask) => byHere(mask) && byThere(mask))
    if (both > (best?.both ?? 0)) best = { half, one: foundBy(byHere), two: foundBy(byThere), both }
  }
  if (best === undefined || best.both < LEAST_BOTH) return undefined
  const { one, two, both, half } = best
  const expected = ((one + 1) * (two + 1)) / (both + 1) - 1
  const variance = ((one + 1) * (two + 1) * (one - both) * (two - both)) / ((both + 1) ** 2 * (both + 2))
  const found = one + two - both
  const off = 2 * Math.sqrt(variance)
  const named = (held: boolean): string[] =>
    used.filter((_, place) => ((half >> place) & 1) === Number(held)).map(({ field }) => field.name)
  return {
    found,
    recall: Math.min(1, found / expected),
    expected,
    low: Math.max(found, expected - off),
    high: expected + off,
    columns: [named(true), named(false)],
  }
}

const upTo = (chances: readonly number[], level: number): number =>
  chances.slice(0, level + 1).reduce((sum, chance) => sum + chance, 0)

/** The share of pairs that are of one stratum; 1 where there are no strata. */
function sharedStrata(strata: Strata | undefined, count: number): number {
  if (strata === undefined) return 1
  const sizes = new Float64Array(strata.count)
  for (let record = 0; record < count; record++) if (strata.codes[record]! >= 0) sizes[strata.codes[record]!]!++
  return sizes.reduce((sum, size) => sum + (size / count) * (size / count), 0)
}

/** By how much the model's number of pairs may lie outside the rules' interval before it is said. */
const MAY_DIFFER = 1.25

/** Whether the model expects far more or fewer pairs than the rules say. */
export const disagrees = ({ low, high }: RuleEstimate, expected: number): boolean =>
  expected > high * MAY_DIFFER || expected < low / MAY_DIFFER
