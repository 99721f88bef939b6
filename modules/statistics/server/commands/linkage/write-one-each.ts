import { TableError } from '@gloact/csv'
import { readTable, tableText, type FileToWrite } from '@gloact/csv/node'
import { fullestOfEach, type Linkage } from '@gloact/linkage/plain'

interface Source {
  readonly file: string
  readonly delimiter: string | undefined
  readonly signal: AbortSignal
}

/**
 * The source with one row for each person, and each list of it: the one with the most cells filled, of several the first. Columns,
 * order and separator are the source's.
 */
export const oneEachFile = (path: string, linkage: Linkage, source: Source): FileToWrite => ({
  path,
  pieces: oneEachText(linkage, source),
})

async function* oneEachText(linkage: Linkage, { file, ...options }: Source) {
  const read = async () => {
    const table = await readTable(file, options)
    if (!table.ok) throw new TableError(table.error)
    return table.value
  }
  const fullest = fullestOfEach(linkage)
  for await (const row of (await read()).rows) fullest.take(row)
  const kept = fullest.kept()
  const { columns, rows, delimiter } = await read()
  async function* chosen(): AsyncGenerator<string[]> {
    let at = 0
    for await (const row of rows) if (kept.has(at++)) yield row
  }
  yield* tableText(columns, chosen(), { delimiter })
}
