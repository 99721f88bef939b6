import { logarithm2, ok, said, type Result, type Said } from '@gloact/kernel'
import { classesOf, createCandidateWalk, type Crowd } from './candidates.ts'
import { clusterRecords, type WeighedPairs } from './clusters.ts'
import { decide, type Decided } from './decisions.ts'
import { MISSING } from './fields/field.ts'
import { drawJoint, type JointPosterior } from './joint.ts'
import {
  allowedIn,
  isCancelled,
  learnLinkage,
  problem,
  stepper,
  type LinkageProblem,
  type LinkOptions,
} from './learn.ts'
import { logOddsOf, probabilityOf, type LinkageModel } from './model.ts'
import { onOneList, type LinkMode, type Records } from './records.ts'
import { disagrees, type RuleEstimate } from './rules.ts'
import type { Scorer } from './scorer.ts'

export interface LinkageWarning {
  readonly code: 'few_records' | 'keys_left_out' | 'many_the_same' | 'no_matches' | 'few_fields' | 'rules_disagree'
  readonly said: Said
}

/** A pair that is taken for one person's; `a` and `b` are numbers of records, the lesser first. */
export interface LinkedPair {
  readonly a: number
  readonly b: number
  /** Of being one person's, given the pair and all others that either may be: see `joint.ts`. */
  readonly probability: number
  /** People decided so, of this pair or of others that leave no choice. */
  readonly decided?: true
}

export interface Linkage {
  readonly scorer: Scorer
  readonly model: LinkageModel
  readonly keys: readonly string[]
  /** Records that no key was left for, since too many share each. */
  readonly crowd: Crowd
  /** How many pairs were compared. */
  readonly candidates: number
  /** Pairs of one person that are expected among all that may be compared. */
  readonly expectedMatches: number
  /** The same by rules alone, which `expectedMatches` is held against; undefined where they say too little. */
  readonly rules: RuleEstimate | undefined
  readonly pairs: readonly LinkedPair[]
  /**
   * Pairs near and under the threshold as well, with their log2 odds by the pair alone: what a sample for review is drawn from.
   * Those that are decided are not among them.
   */
  readonly weighed: WeighedPairs
  /** The cluster of each record. */
  readonly clusters: Int32Array
  /**
   * Twenty ways to divide the records among persons, drawn by how likely they are: the cluster of each record in each. An
   * estimate that is made from each of them carries what the linkage leaves open.
   */
  readonly draws: readonly Int32Array[]
  readonly warnings: readonly LinkageWarning[]
}

/** A field that a lesser share of the records says something of is not counted among those that tell people apart. */
const LEAST_SAID = 0.1

/** Pairs of lesser odds are forgotten: no threshold asks for them. */
const KEPT = -8

/**
 * Links records without labels: candidates by keys, a model estimated from the records themselves, probabilities,
 * clusters. Nothing is merged: pairs and clusters are proposals that people decide on. The same for a seed.
 */
export async function linkRecords(records: Records, options: LinkOptions): Promise<Result<Linkage, LinkageProblem>> {
  const { mode, threshold = 0.5 } = options
  const decided = decide(records, options.decisions ?? [], mode)
  if (!decided.ok) return decided
  const { groups, together, apart } = decided.value
  const learned = await learnLinkage(records, options)
  if (!learned.ok) return learned
  const { scorer, model, candidates: chosen, rules } = learned.value
  const { keys } = chosen
  const allowed = allowedIn(records, mode)
  const step = stepper(options)
  const found = createPairs()
  const walk = createCandidateWalk(records, chosen, allowed)
  let candidates = 0
  let expected = 0
  const isDecided = (options.decisions ?? []).some(({ verdict }) => verdict !== 'unsure')
  for (let turn = 0; turn < keys.length; turn++) {
    await step('compare', turn, keys.length)
    if (isCancelled(options)) return problem('linkage.cancelled', 'Cancelled.')
    walk(turn, (a, b) => {
      candidates++
      if (isDecided && (together(a, b) || apart(a, b))) return
      const logOdds = scorer.priorLogOdds + scorer.weigh(a, b)
      expected += probabilityOf(logOdds)
      if (logOdds > KEPT) found.push(a, b, logOdds)
    })
  }
  const weighed = found.taken()
  const joint = await drawJoint(weighed, {
    count: records.count,
    logOdds: (a, b) => scorer.priorLogOdds + scorer.weigh(a, b),
    apart: isDecided ? (a, b) => !allowed(a, b) || apart(a, b) : (a, b) => !allowed(a, b),
    groups,
    expected,
    seed: options.seed ?? 1,
    ...(options.signal && { signal: options.signal }),
    pause: (done, total) => step('cluster', done, total),
  })
  if (joint === undefined) return problem('linkage.cancelled', 'Cancelled.')
  const drawn = oddsOf(joint, records.count)
  const clusters = cluster(records, drawn.weighed, drawn.logOdds, mode, decided.value)
  const sure = groups.flatMap((group) =>
    group.flatMap((a, at) => group.slice(at + 1).map((b): LinkedPair => ({ a, b, probability: 1, decided: true }))),
  )
  const expectedMatches = expected + joint.more + sure.length
  await step('cluster', 1, 1)
  return ok({
    scorer,
    model,
    keys: keys.map(({ name }) => name),
    candidates,
    expectedMatches,
    pairs: [...sure, ...pairsAbove(joint, threshold, allowed)].toSorted(
      (x, y) => y.probability - x.probability || x.a - y.a || x.b - y.b,
    ),
    weighed,
    clusters,
    draws: joint.draws,
    rules,
    crowd: chosen.crowd,
    warnings: warningsOf({ records, mode, crowd: chosen.crowd }, model, expectedMatches, rules),
  })
}

function createPairs() {
  let [a, b, logOdds] = [new Int32Array(1024), new Int32Array(1024), new Float32Array(1024)]
  let length = 0
  return {
    push(one: number, two: number, odds: number): void {
      if (length === a.length) {
        const [largerA, largerB, largerOdds] = [
          new Int32Array(length * 2),
          new Int32Array(length * 2),
          new Float32Array(length * 2),
        ]
        largerA.set(a)
        largerB.set(b)
        largerOdds.set(logOdds)
        ;[a, b, logOdds] = [largerA, largerB, largerOdds]
      }
      a[length] = one
      b[length] = two
      logOdds[length++] = odds
    },
    taken: (): WeighedPairs => ({ a: a.slice(0, length), b: b.slice(0, length), logOdds: logOdds.slice(0, length) }),
  }
}

function cluster(
  { count, lists, hasLists }: Records,
  weighed: WeighedPairs,
  logOdds: (a: number, b: number) => number,
  mode: LinkMode,
  { roots, groups, apart }: Decided,
): Int32Array {
  const one = (a: number, b: number): boolean => onOneList(lists, a, b)
  if (mode === 'between_lists') {
    return clusterRecords(weighed, { count, logOdds, apart: (a, b) => one(a, b) || apart(a, b), together: roots })
  }
  if (!hasLists) return clusterRecords(weighed, { count, logOdds, apart, together: roots })
  // Each list by itself first; then what is one person's on a list stays together, and a list holds a person once.
  const within: number[] = []
  weighed.a.forEach((a, at) => {
    if (one(a, weighed.b[at]!)) within.push(at)
  })
  const own = clusterRecords(pick(weighed, within), {
    count,
    logOdds,
    apart: (a, b) => !one(a, b) || apart(a, b),
    ...(groups.length > 0 && { together: onEachList(roots, lists) }),
  })
  const first = new Int32Array(count).fill(-1)
  const on = own.map((cluster, record) => {
    if (first[cluster]! < 0) first[cluster] = record
    return first[cluster]!
  })
  return clusterRecords(weighed, {
    count,
    logOdds,
    apart: (a, b) => (one(a, b) && on[a] !== on[b] && roots[a] !== roots[b]) || apart(a, b),
    together: groups.length > 0 ? joined(on, roots) : on,
  })
}

/** Of records that are together, those on one list: the first of them stands for all. */
function onEachList(roots: Int32Array, lists: Int32Array): Int32Array {
  const first = new Map<string, number>()
  return roots.map((root, record) => {
    const key = `${root} ${lists[record]}`
    const found = first.get(key) ?? record
    first.set(key, found)
    return found
  })
}

/** What is together by either, the least record standing for all; of each a record stands for itself or for a later one. */
function joined(one: Int32Array, other: Int32Array): Int32Array {
  const roots = Int32Array.from(one, (_, record) => record)
  const rootOf = (record: number): number => {
    let root = record
    while (roots[root] !== root) root = roots[root]!
    return root
  }
  for (const by of [one, other]) {
    by.forEach((first, record) => {
      const [here, there] = [rootOf(record), rootOf(first)]
      roots[Math.max(here, there)] = Math.min(here, there)
    })
  }
  return roots.map((_, record) => rootOf(record))
}

const pick = ({ a, b, logOdds }: WeighedPairs, at: readonly number[]): WeighedPairs => ({
  a: Int32Array.from(at, (place) => a[place]!),
  b: Int32Array.from(at, (place) => b[place]!),
  logOdds: Float32Array.from(at, (place) => logOdds[place]!),
})

/** Odds of two that were together in no draw. */
const NEVER = -9

/** What the draws say of each pair, as log2 odds; and of any two records. */
function oddsOf({ a, b, probability }: JointPosterior, count: number) {
  const logOdds = probability.map((share) => Math.max(NEVER, Math.min(-NEVER * 2, logOddsOf(share))))
  const at = new Map<number, number>()
  a.forEach((record, pair) => at.set(record * count + b[pair]!, pair))
  const find = (one: number, two: number): number => {
    const pair = at.get(Math.min(one, two) * count + Math.max(one, two))
    return pair === undefined ? NEVER : logOdds[pair]!
  }
  return { weighed: { a, b, logOdds }, logOdds: find }
}

/** The pairs at or above the threshold. */
function pairsAbove(
  { a, b, probability }: JointPosterior,
  threshold: number,
  allowed: (a: number, b: number) => boolean,
) {
  const pairs: LinkedPair[] = []
  probability.forEach((share, pair) => {
    if (share >= threshold && allowed(a[pair]!, b[pair]!)) pairs.push({ a: a[pair]!, b: b[pair]!, probability: share })
  })
  return pairs
}

/** Of more records the same is too dear to ask for a note. */
const MOST_ASKED = 100_000
const MANY_SAME = 1 / 3

/** How many records say in all columns the same as one before them on their list. */
function sameOnList(records: Records): number {
  if (records.count > MOST_ASKED) return 0
  const met = new Set<string>()
  classesOf(records).forEach((of, record) => met.add(`${of} ${records.lists[record]}`))
  return records.count - met.size
}

/** Whether records that may be compared say something of a field: of what they do not say, expectation alone makes it telling. */
function isSaid({ count, lists, listNames, fields }: Records, at: number, mode: LinkMode): boolean {
  const field = fields[at]!
  const [filled, all] = [new Float64Array(listNames.length + 1), new Float64Array(listNames.length + 1)]
  for (let record = 0; record < count; record++) {
    const group = mode === 'between_lists' ? lists[record]! + 1 : 0
    const code = field.codes[record]!
    all[group]!++
    if (code >= 0 && field.level(code, code) !== MISSING) filled[group]!++
  }
  const saying = filled.filter((number, group) => number > 0 && number >= LEAST_SAID * all[group]!).length
  return saying >= (mode === 'between_lists' ? 2 : 1)
}

function warningsOf(
  { records, mode, crowd }: { readonly records: Records; readonly mode: LinkMode; readonly crowd: Crowd },
  model: LinkageModel,
  expected: number,
  rules: RuleEstimate | undefined,
): LinkageWarning[] {
  const warnings: LinkageWarning[] = []
  if (records.count < 200)
    warnings.push({ code: 'few_records', said: said('link.few_records', { records: records.count }) })
  if (crowd.records > 0) {
    const { compared, mostShared: most } = crowd
    const alone = crowd.records - compared
    const rest =
      compared === 0
        ? said('link.crowd_none')
        : alone > 0
          ? said('link.crowd_some_alone', { compared, alone })
          : said('link.crowd_some', { compared })
    warnings.push({ code: 'keys_left_out', said: said('link.keys_left_out', { records: crowd.records, most, rest }) })
  }
  const same = sameOnList(records)
  if (same > MANY_SAME * records.count)
    warnings.push({ code: 'many_the_same', said: said('link.many_the_same', { same, records: records.count }) })
  if (Math.round(expected) < 1) warnings.push({ code: 'no_matches', said: said('link.no_matches') })
  if (rules && disagrees(rules, expected)) {
    const [about, low, high] = [expected, rules.low, rules.high].map(Math.round)
    warnings.push({
      code: 'rules_disagree',
      said: said('link.rules_disagree', { expected: about!, low: low!, high: high! }),
    })
  }
  const telling = model.fields.filter(({ m, u }, at) => isSaid(records, at, mode) && logarithm2(m[0]! / u[2]![0]!) > 2)
  if (telling.length < 3) warnings.push({ code: 'few_fields', said: said('link.few_fields') })
  return warnings
}
