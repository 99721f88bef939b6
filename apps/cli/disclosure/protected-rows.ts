import { pathOf, type ProtectedTable } from '@gloact/disclosure'

const TOTAL = 'Total'

/**
 * A protected table as it is written: a column for each level of the rows, then one for each code of the columns, totals with
 * their parts. `columns` are the file's columns of each dimension.
 */
export function protectedRows(
  { dimensions, strides, shown }: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>,
  columns: readonly (readonly string[])[],
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [down, across] = dimensions
  if (!down) throw new Error('a table has rows')
  const levels = columns[0]!
  const pathLabels = (dimension: typeof down, node: number): string[] =>
    pathOf(dimension, node)
      .toReversed()
      .slice(1)
      .map((at) => dimension.labels[at]!)
  const header = [
    ...levels,
    ...(across ? across.labels.map((_, node) => pathLabels(across, node).join(' / ') || TOTAL) : ['persons']),
  ]
  const rows = down.labels.map((_, node) => {
    const labels = pathLabels(down, node)
    const cells = across
      ? across.labels.map((__, column) => node * strides[0]! + column * strides[1]!)
      : [node * strides[0]!]
    return [...levels.map((__, level) => labels[level] ?? TOTAL), ...cells.map((cell) => shown[cell]!)]
  })
  return { header, rows }
}
