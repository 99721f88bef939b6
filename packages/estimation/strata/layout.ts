import { isPower, sizeOf, widthOf, type StrataDesign, type StrataTerm } from './design.ts'

/** The columns of each cell that is left, in one array: cell `c` has `columns[starts[c]] … columns[starts[c + 1] - 1]`. */
export interface Layout {
  readonly parameters: number
  readonly alive: Uint8Array
  readonly starts: Int32Array
  readonly columns: Int32Array
  /** What stands in the columns, in the same places; undefined where it is 1 throughout, as it is without a trend. */
  readonly values: Float64Array | undefined
  /** The cells that are observed and left. */
  readonly observed: Int32Array
  readonly size: number
}

/** Lays out a model's columns over the cells that are left once combinations without anybody are removed. */
export function layOut(design: StrataDesign, counts: Float64Array, terms: readonly StrataTerm[]): Layout {
  const { cells, levelOf, lists } = design
  const size = 2 ** lists
  const alive = new Uint8Array(cells).fill(1)
  // A power of a trend has one parameter for all levels: that one of them has nobody takes nothing out.
  const byLevel = terms.filter((term) => !term.some((factor) => isPower(design, factor)))
  for (const term of byLevel) takeOutEmpty(design, counts, term, alive, { onLists: true })
  for (const term of byLevel) takeOutEmpty(design, counts, term, alive, { onLists: false })
  const count = terms.length
  const firsts = Int32Array.from(terms, ([first]) => first * cells)
  const seconds = Int32Array.from(terms, ([, second]) => (second === undefined ? -1 : second * cells))
  const widths = Int32Array.from(terms, ([, second]) => (second === undefined ? 1 : widthOf(design, second)))
  const offsets = new Int32Array(count)
  let parameters = 1
  for (const [at, term] of terms.entries()) {
    offsets[at] = parameters
    parameters += sizeOf(design, term)
  }
  const starts = new Int32Array(cells + 1)
  const columns = new Int32Array(cells * (count + 1))
  const powers = byLevel.length < count ? powersOf(design, terms) : undefined
  const values = powers && new Float64Array(columns.length).fill(1)
  let end = 0
  for (let cell = 0; cell < cells; cell++) {
    starts[cell] = end
    if (alive[cell] === 0) continue
    columns[end++] = 0
    for (let at = 0; at < count; at++) {
      const level = levelOf[firsts[at]! + cell]!
      if (level === 0) continue
      const second = seconds[at]!
      const other = second < 0 ? 1 : levelOf[second + cell]!
      if (other === 0) continue
      if (powers && values) {
        const { first, second: factor } = powers[at]!
        values[end] = (first ? first[level]! : 1) * (factor ? factor[other]! : 1)
        columns[end++] = offsets[at]! + (first ? 0 : level - 1) * widths[at]! + (factor ? 0 : other - 1)
      } else columns[end++] = offsets[at]! + (level - 1) * widths[at]! + other - 1
    }
  }
  starts[cells] = end
  const observed: number[] = []
  for (let cell = 0; cell < cells; cell++) if (alive[cell] === 1 && cell % size !== 0) observed.push(cell)
  return {
    parameters,
    alive,
    starts,
    columns: columns.subarray(0, end),
    values: values?.subarray(0, end),
    observed: Int32Array.from(observed),
    size,
  }
}

/** What stands in a place of `columns`. */
export const valueAt = ({ values }: Layout, at: number): number => (values ? values[at]! : 1)

interface TermPowers {
  /** Values of a term's factors by level; undefined for those that have a column for each. */
  readonly first: Float64Array | undefined
  readonly second: Float64Array | undefined
}

function powersOf({ trend }: StrataDesign, terms: readonly StrataTerm[]): TermPowers[] {
  const squares = trend?.values.map((value) => value * value)
  const of = (factor: number | undefined): Float64Array | undefined =>
    factor === undefined
      ? undefined
      : factor === trend?.linear
        ? trend.values
        : factor === trend?.squared
          ? squares
          : undefined
  return terms.map(([first, second]) => ({ first: of(first), second: of(second) }))
}

/**
 * Takes out the cells of a term's combinations that nobody has: first those of people on the term's lists; then those of
 * people who are not on them, where cells are left that would have had such people. Nobody's history goes with the latter,
 * for its value is theirs but for finite factors: it is nothing. Where no such cells are left, nothing is said about it.
 */
function takeOutEmpty(
  design: StrataDesign,
  counts: Float64Array,
  term: StrataTerm,
  alive: Uint8Array,
  { onLists }: { readonly onLists: boolean },
): void {
  const { cells, lists, levels, levelOf } = design
  const size = 2 ** lists
  const [first, second] = term
  const width = second === undefined ? 1 : levels[second]!
  const seen = new Float64Array(levels[first]! * width)
  const left = new Uint32Array(seen.length)
  const of = levelOf.subarray(first * cells, (first + 1) * cells)
  const by = second === undefined ? undefined : levelOf.subarray(second * cells, (second + 1) * cells)
  for (let cell = 0; cell < cells; cell++) {
    if (cell % size === 0 || alive[cell] === 0) continue
    const at = of[cell]! * width + (by ? by[cell]! : 0)
    seen[at]! += counts[cell]!
    left[at]!++
  }
  if (!seen.includes(0)) return
  for (let cell = 0; cell < cells; cell++) {
    const at = of[cell]! * width + (by ? by[cell]! : 0)
    if (seen[at]! > 0) continue
    const outside = (first < lists && of[cell] === 0) || (second !== undefined && second < lists && by?.[cell] === 0)
    if (outside ? !onLists && left[at]! > 0 : onLists) alive[cell] = 0
  }
}
