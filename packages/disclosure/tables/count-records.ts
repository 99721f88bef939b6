import type { CodedRecords } from '../synthesis/records.ts'
import { nestedDimension, type Dimension } from './dimension.ts'

/** A code that is a total itself: rows with it are removed, since totals are worked out again. */
const TOTALS =
  /^(?:(?:grand |sub)?-?totals?|all|sum|overall|ensemble|tous|todos|total general|итого|всего|المجموع|الإجمالي)$/iu

/** Whether a code is a total; “all” among rows of one person each may be a code as any other. */
export const isTotalCode = (code: string, isCounted: boolean): boolean =>
  (isCounted || code.toLowerCase() !== 'all') && TOTALS.test(code)

/** Records whose columns are codes, with the places of the columns by name. */
export interface PlacedRecords {
  readonly records: CodedRecords
  readonly places: ReadonlyMap<string, number>
  /** The code of a column that an entry has, in words. */
  readonly codeOf: (entry: number, name: string) => string | undefined
}

/** The dimensions of a table by columns, one within the other, and the leaf of each that an entry belongs to. */
export function dimensionsOf(
  { records, places, codeOf }: PlacedRecords,
  columns: readonly (readonly string[])[],
): { readonly dimensions: readonly Dimension[]; readonly leaves: readonly Int32Array[] } {
  const nested = columns.map((names) => {
    const { pathOf, firstOf } = pathsOf(
      names.map((name) => records.values[places.get(name)!]!),
      records.count,
    )
    const paths = firstOf.map((entry) => names.map((name) => codeOf(entry, name)!))
    const { dimension, leafOf } = nestedDimension(names.join(' / '), paths)
    return { dimension, leafOf: pathOf.map((path) => leafOf[path]!) }
  })
  return { dimensions: nested.map(({ dimension }) => dimension), leaves: nested.map(({ leafOf }) => leafOf) }
}

/** Which path of codes, one within the other, each entry has, and the first entry of each path: there are few of them. */
function pathsOf(
  levels: readonly Uint16Array[],
  count: number,
): { readonly pathOf: Int32Array; readonly firstOf: readonly number[] } {
  const pathOf = new Int32Array(count)
  let firstOf: number[] = [0]
  for (const codes of levels) {
    const known = new Map<number, number>()
    const first: number[] = []
    for (let entry = 0; entry < count; entry++) {
      const key = pathOf[entry]! * 2 ** 16 + codes[entry]!
      let path = known.get(key)
      if (path === undefined) known.set(key, (path = first.push(entry) - 1))
      pathOf[entry] = path
    }
    firstOf = first
  }
  return { pathOf, firstOf }
}
