import { TableError } from '@gloact/csv'
import { readTable, tableText, type FileToWrite } from '@gloact/csv/node'
import { cleaned, type Linkage } from '@gloact/linkage/plain'

interface Source {
  readonly file: string
  readonly delimiter: string | undefined
  readonly signal: AbortSignal
}

/** Which records are one person's, on each list by itself. */
const personOnList = ({ scorer, clusters }: Linkage, record: number): string =>
  `${clusters[record]} ${scorer.records.lists[record]}`

/** How many rows `oneEachFile` writes. */
export const countOneEach = (linkage: Linkage): number =>
  new Set(Array.from(linkage.clusters.keys(), (record) => personOnList(linkage, record))).size

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
  const best = new Map<string, { readonly record: number; readonly filled: number }>()
  let record = 0
  for await (const row of (await read()).rows) {
    const filled = row.filter((cell) => cleaned(cell) !== '').length
    const person = personOnList(linkage, record)
    if (filled > (best.get(person)?.filled ?? -1)) best.set(person, { record, filled })
    record++
  }
  const kept = new Set(Array.from(best.values(), (chosen) => chosen.record))
  const { columns, rows, delimiter } = await read()
  async function* chosen(): AsyncGenerator<string[]> {
    let at = 0
    for await (const row of rows) if (kept.has(at++)) yield row
  }
  yield* tableText(columns, chosen(), { delimiter })
}
