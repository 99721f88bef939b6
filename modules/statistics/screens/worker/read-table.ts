import { parseBytes } from '@gloact/csv'
import { err, ok, type Result } from '@gloact/kernel'
import type { TaskProblem } from './task.ts'

/** More than fits into the memory that a browser gives a page. */
const LARGEST = 256 * 2 ** 20

export interface PickedTable {
  readonly columns: readonly string[]
  readonly rows: readonly string[][]
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}

/** The table of a file that was picked; what is wrong with it as a problem, with no cell’s text. */
export async function readPickedTable(file: File): Promise<Result<PickedTable, TaskProblem>> {
  const large = tooLarge(file)
  if (large) return err(large)
  const table = parseBytes(new Uint8Array(await file.arrayBuffer()))
  if (!table.ok) return table
  const { columns, rows, warnings } = table.value
  return ok({ columns, rows, warnings })
}

/** The problem of a file that a page has no memory for. */
export function tooLarge(file: File): TaskProblem | undefined {
  if (file.size <= LARGEST) return undefined
  const megabytes = Math.ceil(file.size / 2 ** 20)
  return { code: 'csv.too_large', params: { megabytes, limit: LARGEST / 2 ** 20 } }
}
