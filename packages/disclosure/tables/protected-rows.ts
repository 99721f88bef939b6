import { pathOf, type Dimension } from './dimension.ts'
import type { ProtectedTable } from './protect-table.ts'

/** What heads the totals of a table. */
const TOTAL = 'Total'

/**
 * A protected table as it is written: a column for each level of the layers and of the rows, then one for each code of the
 * columns, totals with their parts. `columns` are the file's columns of each dimension; `measure` heads the figures of a table
 * without columns, `total` its totals.
 */
export function protectedRows(
  { dimensions, strides, shown }: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>,
  columns: readonly (readonly string[])[],
  measure: string,
  total: string = TOTAL,
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const across = dimensions[1]
  const header = [
    ...columns.slice(2).flat(),
    ...columns[0]!,
    ...(across ? across.labels.map((_, node) => pathLabels(across, node).join(' / ') || total) : [measure]),
  ]
  // The rows of a table stand within its layers, the first layer outermost.
  let lines = [{ labels: [] as readonly string[], cell: 0 }]
  const outermostFirst = [...dimensions.keys()].slice(2)
  for (const at of [...outermostFirst, 0]) {
    const dimension = dimensions[at]!
    lines = lines.flatMap(({ labels, cell }) =>
      dimension.labels.map((_, node) => {
        const own = pathLabels(dimension, node)
        return {
          labels: [...labels, ...columns[at]!.map((__, level) => own[level] ?? total)],
          cell: cell + node * strides[at]!,
        }
      }),
    )
  }
  const rows = lines.map(({ labels, cell }) => [
    ...labels,
    ...(across ? across.labels.map((_, node) => shown[cell + node * strides[1]!]!) : [shown[cell]!]),
  ])
  return { header, rows }
}

const pathLabels = (dimension: Dimension, node: number): string[] =>
  pathOf(dimension, node)
    .toReversed()
    .slice(1)
    .map((at) => dimension.labels[at]!)
