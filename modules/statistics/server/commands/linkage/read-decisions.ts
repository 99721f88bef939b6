import { basename } from 'node:path'
import { TableError } from '@gloact/csv'
import { readTable } from '@gloact/csv/node'
import { err, ok, type Result } from '@gloact/kernel'
import { readDecisionRows, type ReadDecisions, type Records } from '@gloact/linkage/plain'
import type { Problem } from '@gloact/command'
import { inFile } from './sample-columns.ts'

interface ReadOptions {
  /** Whether each file is a list that holds a person once. */
  readonly betweenLists: boolean
  readonly signal: AbortSignal
}

/** Reads what people decided about pairs. Nothing where no file is given. */
export async function readDecisions(
  file: string | undefined,
  records: Records,
  { betweenLists, signal }: ReadOptions,
): Promise<Result<ReadDecisions, Problem>> {
  if (file === undefined) return ok({ decisions: [], warnings: [] })
  const table = await readTable(file, { signal })
  if (!table.ok) return inFile(file, table.error)
  try {
    const read = await readDecisionRows(table.value, records, { betweenLists })
    return read.ok ? read : err({ ...read.error, message: `${basename(file)}: ${read.error.message}` })
  } catch (thrown) {
    if (thrown instanceof TableError) return inFile(file, thrown.problem)
    throw thrown
  }
}
