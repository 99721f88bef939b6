import { err, ok, type Result } from '@gloact/kernel'
import type { Strata } from '../input/read-input.ts'
import type { ModelProblem } from '../model.ts'

/** A term of a model with covariates: one factor, or two that interact. Factors are the lists, then the covariates. */
export type StrataTerm = readonly [first: number] | readonly [first: number, second: number]

/** What a model with covariates is made over: factors with their levels, and every cell's level of each. */
export interface StrataDesign {
  /** Names of the factors: the lists, then the covariates. */
  readonly factors: readonly string[]
  readonly lists: number
  /** Number of levels of each factor; a list has two, of which 0 is “not on it”. */
  readonly levels: readonly number[]
  readonly strata: number
  /** Cells: `stratum * 2^lists + mask`, those of nobody's history among them. */
  readonly cells: number
  /** Level of a factor in a cell: `levelOf[factor * cells + cell]`. */
  readonly levelOf: Uint16Array
}

export function designOf(lists: readonly string[], { covariates, levels }: Strata): StrataDesign {
  const size = 2 ** lists.length
  const factors = [...lists, ...covariates]
  const counts = [...lists.map(() => 2), ...levels.map(({ length }) => length)]
  const strata = levels.reduce((product, { length }) => product * length, 1)
  const cells = strata * size
  const levelOf = new Uint16Array(factors.length * cells)
  for (let cell = 0; cell < cells; cell++) {
    const mask = cell % size
    for (let list = 0; list < lists.length; list++) levelOf[list * cells + cell] = (mask >> list) & 1
    let rest = Math.floor(cell / size)
    for (let factor = factors.length - 1; factor >= lists.length; factor--) {
      levelOf[factor * cells + cell] = rest % counts[factor]!
      rest = Math.floor(rest / counts[factor]!)
    }
  }
  return { factors, lists: lists.length, levels: counts, strata, cells, levelOf }
}

/** Every factor alone. */
export const mainTerms = ({ factors }: StrataDesign): StrataTerm[] => factors.map((_, factor) => [factor] as const)

/** Every two factors. */
export function pairTerms({ factors }: StrataDesign): StrataTerm[] {
  const pairs: StrataTerm[] = []
  for (let first = 0; first < factors.length; first++) {
    for (let second = first + 1; second < factors.length; second++) pairs.push([first, second])
  }
  return pairs
}

/** How many parameters a term has. */
export const sizeOf = ({ levels }: StrataDesign, term: StrataTerm): number =>
  term.reduce((product, factor) => product * (levels[factor]! - 1), 1)

/** A model's terms in words: those of two factors, and the factors that are in none of them. */
export function formatTerms({ factors }: StrataDesign, terms: readonly StrataTerm[]): string {
  const pairs = terms.filter((term) => term.length === 2)
  const alone = terms.filter(([factor, second]) => second === undefined && !pairs.some((pair) => pair.includes(factor)))
  return [...pairs, ...alone].map((term) => term.map((factor) => factors[factor]!).join('*')).join(', ')
}

/** Reads `A*B, A*sex`: every factor's own term is in, named or not; no term has more than two. */
export function parseTerms(design: StrataDesign, text: string): Result<StrataTerm[], ModelProblem> {
  const terms = mainTerms(design)
  for (const part of text.split(/[,+]/)) {
    if (part.trim() === '') continue
    const named = part.split(/[*:]/).map((name) => design.factors.indexOf(name.trim()))
    if (named.includes(-1)) {
      const message = `The model names what is neither list nor covariate; there are ${design.factors.join(', ')}.`
      return err({ code: 'estimation.unknown_list', message })
    }
    const [first = 0, second = first] = named.toSorted((a, b) => a - b)
    if (new Set(named).size !== named.length || named.length > 2) {
      const message = 'A term of a model with covariates has one or two different lists or covariates.'
      return err({ code: 'estimation.empty_term', message })
    }
    if (second !== first && !terms.some((term) => term[0] === first && term[1] === second)) terms.push([first, second])
  }
  return ok(terms)
}
