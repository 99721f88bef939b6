import { err, ok, type Result } from '@gloact/kernel'

/**
 * A hierarchical log-linear model: the masks of its terms, closed downwards, ascending; with the intercept (0) and every
 * single list. `[0, 1, 2, 3, 4]` is three lists of which the first two interact.
 */
export type Model = readonly number[]

/** Why a model written as text is not one. */
export interface ModelProblem {
  readonly code: 'estimation.unknown_list' | 'estimation.empty_term' | 'estimation.saturated_model'
  readonly message: string
}

/** How many lists a mask names. */
export function order(mask: number): number {
  let rest = mask
  let bits = 0
  while (rest !== 0) {
    rest &= rest - 1
    bits++
  }
  return bits
}

/** The smallest model over that many lists that has these terms: what they contain, every single list, the intercept. */
export function modelOf(lists: number, terms: Iterable<number>): Model {
  const size = 2 ** lists
  const has = new Uint8Array(size)
  has[0] = 1
  for (let list = 0; list < lists; list++) has[1 << list] = 1
  for (const term of terms) {
    if (!(term >= 0 && term < size)) throw new RangeError('a term names only lists that are there')
    for (let part = term; part > 0; part = (part - 1) & term) has[part] = 1
  }
  const model: number[] = []
  for (let mask = 0; mask < size; mask++) if (has[mask] === 1) model.push(mask)
  return model
}

/** Main effects only: the lists are taken to be independent. */
export const mainEffects = (lists: number): Model => modelOf(lists, [])

/** Main effects and every pair of lists. */
export const allPairs = (lists: number): Model => modelOf(lists, pairsOf(lists))

/** The pairs of lists in the order 12, 13, ..., 23, ...: the order in which ties are settled. */
export function pairsOf(lists: number): number[] {
  const pairs: number[] = []
  for (let first = 0; first < lists; first++) {
    for (let second = first + 1; second < lists; second++) pairs.push((1 << first) | (1 << second))
  }
  return pairs
}

/** The model's greatest terms, those in no other: higher order first, then by their lists. */
export function generatorsOf(model: Model): number[] {
  return model
    .filter((term) => term !== 0 && !model.some((other) => other !== term && (other & term) === term))
    .toSorted((a, b) => order(b) - order(a) || compareLists(a, b))
}

/** A term's lists, numbered from 0. */
export function listsOf(mask: number): number[] {
  const lists: number[] = []
  for (let list = 0; mask >> list > 0; list++) if ((mask >> list) & 1) lists.push(list)
  return lists
}

function compareLists(a: number, b: number): number {
  const left = listsOf(a)
  const right = listsOf(b)
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    if (left[at] !== right[at]) return left[at]! - right[at]!
  }
  return left.length - right.length
}

/** The model by its greatest terms and the lists' names: `A*B, C`. */
export function formatModel(model: Model, lists: readonly string[]): string {
  return generatorsOf(model)
    .map((term) => formatTerm(term, lists))
    .join(', ')
}

/** A term by the lists' names: `A*B`. */
export const formatTerm = (term: number, lists: readonly string[]): string =>
  listsOf(term)
    .map((list) => lists[list]!)
    .join('*')

/**
 * Reads `A*B, C` (lists joined by `*` or `:`, terms by `,` or `+`): the smallest model with these terms. A list's name may
 * hold such signs itself: the longest name that fits is read. Every list's own term is in, named or not; the term of all
 * lists together cannot be, since nothing then says anything of the dark figure.
 */
export function parseModel(text: string, lists: readonly string[]): Result<Model, ModelProblem> {
  const longestFirst = [...lists.keys()].toSorted((a, b) => lists[b]!.length - lists[a]!.length)
  const terms: number[] = []
  let rest = text.trim()
  let term = 0
  while (rest !== '') {
    if (/^[*:,+]/.test(rest)) return err(EMPTY_TERM)
    const list = longestFirst.find((at) => lists[at] !== '' && isNameAt(rest, lists[at]!))
    if (list === undefined) {
      return err({
        code: 'estimation.unknown_list',
        message: `The model names a list that the data do not have; they have ${lists.join(', ')}.`,
      })
    }
    term |= 1 << list
    rest = rest.slice(lists[list]!.length).trimStart()
    const [sign] = rest
    if (sign === undefined || sign === ',' || sign === '+') {
      terms.push(term)
      term = 0
    }
    if (sign === undefined) break
    rest = rest.slice(1).trimStart()
    if (rest === '') return err(EMPTY_TERM)
  }
  const full = 2 ** lists.length - 1
  if (lists.length > 1 && terms.includes(full)) {
    return err({
      code: 'estimation.saturated_model',
      message: 'The interaction of all lists together cannot be estimated: leave it out of the model.',
    })
  }
  return ok(modelOf(lists.length, terms))
}

const EMPTY_TERM: ModelProblem = { code: 'estimation.empty_term', message: 'A term of the model names no list.' }

/** Whether the text begins with the name, and the name ends there. */
const isNameAt = (text: string, name: string): boolean =>
  text.startsWith(name) && /^\s*([*:,+]|$)/.test(text.slice(name.length))
