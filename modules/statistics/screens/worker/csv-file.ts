import { rowText } from '@gloact/csv'

const PIECE = 1 << 20

/** A table as a CSV file. A browser keeps what a blob holds on its disk where that is much. */
export function csvFile({
  columns,
  rows,
}: {
  readonly columns: readonly string[]
  readonly rows: Iterable<readonly string[]>
}): Blob {
  const parts: Blob[] = []
  let text = `${rowText(columns, ',')}\n`
  for (const row of rows) {
    text += `${rowText(row, ',')}\n`
    if (text.length < PIECE) continue
    parts.push(new Blob([text]))
    text = ''
  }
  return new Blob([...parts, text], { type: 'text/csv' })
}
