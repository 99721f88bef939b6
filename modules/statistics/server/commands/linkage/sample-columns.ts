import { basename } from 'node:path'
import { TableError } from '@gloact/csv'
import { readTable } from '@gloact/csv/node'
import { err, ok, type Result } from '@gloact/kernel'
import type { ColumnSample } from '@gloact/linkage/plain'
import type { CommandContext, Problem } from '@gloact/command'
import { isHeadingValue } from '@gloact/command/files'

/** Rows that are looked at to recognise columns. */
const LOOKED_AT = 2000
const MOST_COLUMNS = 100

/** Names a file in a problem of several files, without its folder. */
export const inFile = (file: string, { code, message }: Problem): Result<never, Problem> =>
  err({ code, message: `${basename(file)}: ${message}` })

/** What a file's columns are recognised by; `area` begins the code of the problem that there are too many of them. */
export async function sampleColumns(
  { text }: CommandContext,
  file: string,
  area: 'linkage' | 'tracing',
  signal: AbortSignal,
): Promise<Result<readonly ColumnSample[], Problem>> {
  const table = await readTable(file, { delimiter: text('delimiter'), signal })
  if (!table.ok) return inFile(file, table.error)
  const { columns } = table.value
  const unnamed = objectionToHeader(columns)
  if (unnamed) return inFile(file, unnamed)
  if (columns.length > MOST_COLUMNS) {
    const message = `${basename(file)} has ${columns.length} columns. Name the ones that identify a person in a schema (--schema).`
    return err({ code: `${area}.too_many_columns`, message })
  }
  const sampled = columns.map((name) => ({ name, cells: [] as string[] }))
  try {
    let rows = 0
    for await (const row of table.value.rows) {
      sampled.forEach(({ cells }, place) => cells.push(row[place]!))
      if (++rows >= LOOKED_AT) break
    }
  } catch (thrown) {
    if (thrown instanceof TableError) return inFile(file, thrown.problem)
    throw thrown
  }
  return ok(sampled)
}

/** What is wrong with the first line, where it names no columns or only one. */
function objectionToHeader(columns: readonly string[]): Problem | undefined {
  if (columns.some(isHeadingValue)) {
    return {
      code: 'linkage.no_header',
      message: 'the first line seems to be a record. Add a line with the names of the columns above it.',
    }
  }
  if (columns.length > 1) return undefined
  return {
    code: 'linkage.one_column',
    message: 'there is one column only. If there should be more, name the character that separates them: --delimiter.',
  }
}
