import { ALL, REPORTED_DIMENSIONS, STAGES, type Stage } from './prosecution-form.ts'

/** A figure of investigations, prosecutions or convictions as an authority reported it: never what was counted here. */
export interface ReportedFigure {
  readonly year: number
  readonly stage: Stage
  /** The article of the law. One person may stand under several, so that figures of several articles are never added up. */
  readonly article: string
  readonly form: string
  readonly sex: string
  readonly age: string
  readonly citizenship: string
  readonly count: number
  readonly body: string
  readonly document: string
  readonly dated: string
}

/** As it leaves: a multiple of the base, below it `<base`, or withheld where the figures around it would tell a small number. */
export interface ShownReport extends Omit<ReportedFigure, 'count'> {
  readonly value: string
}

export const WITHHELD = '×'

interface Rule {
  readonly base: number
  readonly threshold: number
  /** How far apart the least and the most that a small count can be have to lie. */
  readonly protection: number
}

/** What rounds a count: from which point on it goes up is secret, and depends on the figure’s name alone. */
type Rounding = (name: string, count: number) => number

const nameOf = (one: Omit<ReportedFigure, 'count'>): string =>
  JSON.stringify([one.year, one.stage, one.article, one.body, ...REPORTED_DIMENSIONS.map((of) => one[of])])

/** Figures that can be subtracted from one another: of one authority, article, stage and year. */
const groupOf = ({ year, stage, article, body }: ReportedFigure): string => JSON.stringify([year, stage, article, body])

/**
 * Rounds every figure by itself, then reads the whole as somebody would who subtracts: a total that would tell a small number to
 * within less than the country’s rule asks is withheld. Which are withheld follows from what is shown, so that it tells nothing more.
 */
export function showReported(
  figures: readonly ReportedFigure[],
  rule: Rule,
  rounded: Rounding,
): readonly ShownReport[] {
  const shown = new Map<ReportedFigure, number | null>()
  for (const group of Map.groupBy(figures, groupOf).values()) {
    const values: (number | null)[] = group.map((one) => rounded(nameOf(one), one.count))
    withhold(values, partsOf(group), rule)
    for (const [at, one] of group.entries()) shown.set(one, values[at] ?? null)
  }
  return figures.map(({ count: _, ...one }, at) => {
    const value = shown.get(figures[at]!) ?? null
    return { ...one, value: value === null ? WITHHELD : value === 0 ? `<${rule.base}` : String(value) }
  })
}

interface Parts {
  readonly whole: number
  readonly parts: readonly number[]
}

/** Which figures are parts of which: the same in everything but one, of which the whole says "all". */
function partsOf(group: readonly ReportedFigure[]): readonly Parts[] {
  return group.flatMap((one, whole) =>
    REPORTED_DIMENSIONS.flatMap((dimension) => {
      if (one[dimension] !== ALL) return []
      const parts = group.flatMap((other, at) =>
        other[dimension] !== ALL && REPORTED_DIMENSIONS.every((of) => of === dimension || other[of] === one[of])
          ? [at]
          : [],
      )
      return parts.length === 0 ? [] : [{ whole, parts }]
    }),
  )
}

interface Bounds {
  low: number
  high: number
}

function withhold(values: (number | null)[], parts: readonly Parts[], { base, threshold, protection }: Rule): void {
  for (;;) {
    const bounds = tightened(
      values.map((value) => boundsOf(value, base)),
      parts,
    )
    const told = bounds.findIndex(
      ({ low, high }, at) => values[at] !== null && low < threshold && high - low < protection,
    )
    if (told < 0) return
    // The widest of the totals that it depends on; it always depends on one, since by itself a figure tells less.
    const wholes = parts.flatMap(({ whole, parts: own }) =>
      values[whole] !== null && (whole === told || own.includes(told)) ? [whole] : [],
    )
    const widest = wholes.toSorted((a, b) => ofHowMany(parts, b) - ofHowMany(parts, a))[0]
    values[widest ?? told] = null
  }
}

const ofHowMany = (parts: readonly Parts[], whole: number): number =>
  parts.reduce((sum, one) => sum + (one.whole === whole ? one.parts.length : 0), 0)

const boundsOf = (value: number | null, base: number): Bounds =>
  value === null
    ? { low: 0, high: Number.POSITIVE_INFINITY }
    : { low: Math.max(0, value - base + 1), high: value + base - 1 }

/**
 * What somebody can work out who takes parts to add up to their whole. Where they do not (a person of two forms is in both), a bound
 * would cross another: it is no knowledge then, and is left.
 */
function tightened(bounds: readonly Bounds[], parts: readonly Parts[]): readonly Bounds[] {
  const known = bounds.map((one) => ({ ...one }))
  for (let changed = true; changed;) {
    changed = false
    const tighten = (at: number, low: number, high: number): void => {
      const one = known[at]!
      const next = { low: Math.max(one.low, low), high: Math.min(one.high, high) }
      if (next.low > next.high || (next.low === one.low && next.high === one.high)) return
      known[at] = next
      changed = true
    }
    const sum = (of: readonly number[], side: keyof Bounds, but = -1) =>
      of.reduce((total, at) => total + (at === but ? 0 : known[at]![side]), 0)
    for (const { whole, parts: own } of parts) {
      tighten(whole, sum(own, 'low'), own.length > 1 ? sum(own, 'high') : Number.POSITIVE_INFINITY)
      for (const at of own)
        tighten(
          at,
          own.length > 1 ? known[whole]!.low - sum(own, 'high', at) : 0,
          known[whole]!.high - sum(own, 'low', at),
        )
    }
  }
  return known
}

const isOfAll = (one: Omit<ReportedFigure, 'count'>): boolean => REPORTED_DIMENSIONS.every((of) => one[of] === ALL)

export interface BesideReported {
  readonly stage: Stage
  readonly year: number
  readonly published: string
  /** As each authority and article has it: they are not added up. Blank where nothing was reported. */
  readonly here: readonly string[]
}

/** What UNODC published of a stage and year beside what authorities reported of all together. */
export function besideReported(
  series: Readonly<Partial<Record<Stage, readonly { readonly year: number; readonly value: string }[]>>>,
  shown: readonly ShownReport[],
): readonly BesideReported[] {
  return STAGES.flatMap((stage) => {
    const published = new Map((series[stage] ?? []).map(({ year, value }) => [year, value]))
    const here = Map.groupBy(
      shown.filter((one) => one.stage === stage && isOfAll(one)),
      ({ year }) => year,
    )
    return [...new Set([...published.keys(), ...here.keys()])]
      .toSorted((a, b) => b - a)
      .map((year) => ({
        stage,
        year,
        published: published.get(year) ?? '',
        here: (here.get(year) ?? []).map(({ value }) => value),
      }))
  })
}
