import { err, ok, type Result } from '@gloact/kernel'
import type { Strata } from '../input/read-input.ts'
import type { ModelProblem } from '../model.ts'

/**
 * A term of a model with covariates: one factor, or two that interact. Factors are the lists, then the covariates, and last the
 * square of the one that is a trend, where there is one.
 */
export type StrataTerm = readonly [first: number] | readonly [first: number, second: number]

/** What a model with covariates is made over: factors with their levels, and every cell's level of each. */
export interface StrataDesign {
  /** Names of the factors: the lists, then the covariates, then `year^2` where `year` is a trend. */
  readonly factors: readonly string[]
  readonly lists: number
  /** Number of levels of each factor; a list has two, of which 0 is “not on it”. */
  readonly levels: readonly number[]
  readonly strata: number
  /** Cells: `stratum * 2^lists + mask`, those of nobody's history among them. */
  readonly cells: number
  /** Level of a factor in a cell: `levelOf[factor * cells + cell]`. */
  readonly levelOf: Uint16Array
  /** The covariate whose levels are numbers on a line; undefined where all are categories. */
  readonly trend?: Trend
}

/** A covariate as a polynomial: its first power, and its second as a factor of its own. Each has one column, not one a level. */
export interface Trend {
  readonly linear: number
  readonly squared: number
  /** Where each level lies between the least, 0, and the greatest, 1. */
  readonly values: Float64Array
}

export function designOf(lists: readonly string[], { covariates, levels, trend: wanted }: Strata): StrataDesign {
  const size = 2 ** lists.length
  const own = wanted === undefined ? -1 : covariates.indexOf(wanted)
  const trend = own < 0 ? undefined : trendOf(lists.length + own, lists.length + covariates.length, levels[own]!)
  const categories = [...lists, ...covariates]
  const factors = trend ? [...categories, `${wanted!}^2`] : categories
  const counts = [...lists.map(() => 2), ...levels.map(({ length }) => length)]
  if (trend) counts.push(levels[own]!.length)
  const strata = levels.reduce((product, { length }) => product * length, 1)
  const cells = strata * size
  const levelOf = new Uint16Array(factors.length * cells)
  for (let cell = 0; cell < cells; cell++) {
    const mask = cell % size
    for (let list = 0; list < lists.length; list++) levelOf[list * cells + cell] = (mask >> list) & 1
    let rest = Math.floor(cell / size)
    for (let factor = categories.length - 1; factor >= lists.length; factor--) {
      levelOf[factor * cells + cell] = rest % counts[factor]!
      rest = Math.floor(rest / counts[factor]!)
    }
    if (trend) levelOf[trend.squared * cells + cell] = levelOf[trend.linear * cells + cell]!
  }
  return { factors, lists: lists.length, levels: counts, strata, cells, levelOf, ...(trend && { trend }) }
}

function trendOf(linear: number, squared: number, levels: readonly string[]): Trend {
  // Levels that are numbers are in order.
  const [least, greatest] = [Number(levels[0]), Number(levels.at(-1))]
  return { linear, squared, values: Float64Array.from(levels, (level) => (Number(level) - least) / (greatest - least)) }
}

/** Whether a factor is a power of the trend. */
export const isPower = ({ trend }: StrataDesign, factor: number): boolean =>
  trend !== undefined && (factor === trend.linear || factor === trend.squared)

/** Every factor alone; of a trend the first power. */
export const mainTerms = ({ factors, trend }: StrataDesign): StrataTerm[] =>
  factors.flatMap((_, factor) => (factor === trend?.squared ? [] : [[factor] as const]))

/** Every two factors, but for the two powers of a trend. */
export function pairTerms({ factors, trend }: StrataDesign): StrataTerm[] {
  const pairs: StrataTerm[] = []
  for (let first = 0; first < factors.length; first++) {
    for (let second = first + 1; second < factors.length; second++) {
      if (first !== trend?.linear || second !== trend.squared) pairs.push([first, second])
    }
  }
  return pairs
}

/** The terms that a choice may add to main effects. */
export const addedTerms = (design: StrataDesign): StrataTerm[] => [
  ...(design.trend ? [[design.trend.squared] as const] : []),
  ...pairTerms(design),
]

export const sameTerm = (a: StrataTerm, b: StrataTerm): boolean => a[0] === b[0] && a[1] === b[1]

/** The terms that one with the second power of a trend needs beside it: the same with the first, and the second power alone. */
function lowerTerms({ trend }: StrataDesign, term: StrataTerm): StrataTerm[] {
  if (!trend || !term.some((factor) => factor === trend.squared)) return []
  const [first, second] = term
  if (second === undefined) return [[trend.linear]]
  const other = first === trend.squared ? second : first
  return [other < trend.linear ? [other, trend.linear] : [trend.linear, other], [trend.squared]]
}

const holds = (terms: readonly StrataTerm[], term: StrataTerm): boolean => terms.some((other) => sameTerm(other, term))

/** Terms with one more, and with those that it needs beside it. */
export const withTerm = (design: StrataDesign, terms: readonly StrataTerm[], term: StrataTerm): StrataTerm[] => [
  ...terms,
  ...[...lowerTerms(design, term), term].filter((one) => !holds(terms, one)),
]

/** Terms without one, and without those that need it beside them. */
export const withoutTerm = (design: StrataDesign, terms: readonly StrataTerm[], term: StrataTerm): StrataTerm[] =>
  terms.filter((other) => !sameTerm(other, term) && !holds(lowerTerms(design, other), term))

/** How many columns a factor has in a term. */
export const widthOf = (design: StrataDesign, factor: number): number =>
  isPower(design, factor) ? 1 : design.levels[factor]! - 1

/** How many parameters a term has. */
export const sizeOf = (design: StrataDesign, term: StrataTerm): number =>
  term.reduce((product, factor) => product * widthOf(design, factor), 1)

/**
 * A model's terms in words: those of two factors, and the factors that are in none of them, in the factors' order, so that a model is
 * one text whatever the order in which its terms were added.
 */
export function formatTerms({ factors }: StrataDesign, unordered: readonly StrataTerm[]): string {
  const terms = unordered.toSorted(([a, b = -1], [c, d = -1]) => a - c || b - d)
  const pairs = terms.filter((term) => term.length === 2)
  const alone = terms.filter(([factor, second]) => second === undefined && !pairs.some((pair) => pair.includes(factor)))
  return [...pairs, ...alone].map((term) => term.map((factor) => factors[factor]!).join('*')).join(', ')
}

/**
 * Reads `A*B, A*sex`, and `A*year^2` where `year` is a trend: every factor's own term is in, named or not, and what a second power
 * needs beside it; no term has more than two.
 */
export function parseTerms(design: StrataDesign, text: string): Result<StrataTerm[], ModelProblem> {
  let terms = mainTerms(design)
  for (const part of text.split(/[,+]/)) {
    if (part.trim() === '') continue
    const named = part.split(/[*:]/).map((name) => design.factors.indexOf(name.trim()))
    if (named.includes(-1)) {
      const message = `The model names something that is neither a list nor a covariate; there are ${design.factors.join(', ')}.`
      return err({ code: 'estimation.unknown_list', message })
    }
    const [first = 0, second = first] = named.toSorted((a, b) => a - b)
    const { trend } = design
    const powers = trend !== undefined && first === trend.linear && second === trend.squared
    if (new Set(named).size !== named.length || named.length > 2 || powers) {
      const message = 'A term of a model with covariates has one or two different lists or covariates.'
      return err({ code: 'estimation.empty_term', message })
    }
    terms = withTerm(design, terms, second === first ? [first] : [first, second])
  }
  return ok(terms)
}
